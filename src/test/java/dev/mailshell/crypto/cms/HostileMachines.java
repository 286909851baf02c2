package dev.mailshell.crypto.cms;

import static dev.mailshell.crypto.cms.HostileVectorMaker.HEAD;

import java.util.LinkedHashMap;
import java.util.Map;

/** What machines write: answers to our answers, bounces, receipts, lists. */
final class HostileMachines {

    private static final String AUTOMATIC = "MAIL_AUTOMATIC";

    private final HostileVectorMaker maker;

    HostileMachines(HostileVectorMaker maker) {
        this.maker = maker;
    }

    void write() throws Exception {
        signs();
        reports();
        echoes();
    }

    private void signs() throws Exception {
        Map<String, String> signs = new LinkedHashMap<>();
        signs.put("auto-replied", "Auto-Submitted: auto-replied");
        signs.put("auto-generated", "AUTO-SUBMITTED: Auto-Generated; x=no");
        signs.put("auto-notified", "Auto-Submitted: auto-notified; owner-email=\"a@b\"");
        signs.put("auto-vacation", "Auto-Submitted: auto-replied (vacation)\r\nPrecedence: bulk");
        signs.put("auto-empty", "Auto-Submitted:");
        signs.put("auto-comment", "Auto-Submitted: (no) auto-replied");
        signs.put("auto-unknown", "Auto-Submitted: auto-something");
        signs.put("auto-no-and-yes", "Auto-Submitted: no\r\nAuto-Submitted: auto-replied");
        signs.put("auto-nonsense", "Auto-Submitted: nope");
        signs.put("auto-folded", "Auto-Submitted:\r\n auto-replied");
        signs.put("return-path-empty", "Return-Path: <>");
        signs.put("return-path-spaces", "return-path: <  >");
        signs.put("return-path-twice", "Return-Path: <alice@mail.test>\r\nReturn-Path: <>");
        for (String name : new String[] {"Id", "Post", "Help", "Owner", "Archive", "Subscribe", "Unsubscribe-Post"}) {
            signs.put("list-" + name.toLowerCase(java.util.Locale.ROOT), "List-" + name + ": <mailto:ops@mail.test>");
        }
        signs.put("precedence-bulk", "Precedence: bulk");
        signs.put("precedence-list", "PRECEDENCE: LIST");
        signs.put("precedence-junk", "precedence: junk (mail)");
        for (Map.Entry<String, String> sign : signs.entrySet()) {
            maker.mail(
                    "machine-" + sign.getKey(),
                    AUTOMATIC,
                    "a sealed mail of mallory that says it is of a machine",
                    sign.getValue() + "\r\n" + maker.strangerText());
        }
        maker.mail(
                "machine-x-loop",
                "SIGNER_UNKNOWN",
                "a sealed mail of mallory with signs of older programs",
                "X-Loop: web1@mail.test\r\nX-Autoreply: yes\r\nX-Autorespond: x\r\nX-Auto-Response-Suppress: All\r\n"
                        + maker.strangerText());
        maker.mail(
                "machine-vacation-by-text",
                "NOT_ENCRYPTED",
                "a vacation notice that only its text betrays",
                HEAD.replace("Mail Shell", "Out of Office: Mail Shell") + "\r\nI am away until Monday.\r\n");
    }

    private void reports() throws Exception {
        report(
                "delivery-status",
                "a bounce",
                "message/delivery-status",
                "Reporting-MTA: dns; mail.test\r\n\r\nFinal-Recipient: rfc822; alice@mail.test\r\nAction: failed\r\nStatus: 5.1.1\r\n");
        report(
                "disposition-notification",
                "a receipt",
                "message/disposition-notification",
                "Final-Recipient: rfc822; alice@mail.test\r\nDisposition: automatic-action/MDN-sent-automatically; displayed\r\n");
        report("feedback-report", "a complaint", "message/feedback-report", "Feedback-Type: abuse\r\nVersion: 1\r\n");
        report("no-parts", "a report of nothing", "text/plain", "");
        maker.mail(
                "machine-bounce-in-words",
                "NOT_ENCRYPTED",
                "a bounce in words alone",
                "From: MAILER-DAEMON@mail.test\r\nTo: web1@mail.test\r\nSubject: failure notice\r\n\r\nHi. This is the program.\r\n");
    }

    private void report(String kind, String recipe, String type, String body) throws Exception {
        maker.mail(
                "machine-report-" + kind,
                AUTOMATIC,
                recipe + " that brings back a mail",
                HEAD + "Content-Type: multipart/report; report-type=" + kind
                        + "; boundary=r\r\n\r\n--r\r\nContent-Type: " + type + "\r\n\r\n" + body
                        + "\r\n--r\r\nContent-Type: message/rfc822\r\n\r\n" + maker.strangerText() + "\r\n--r--\r\n");
    }

    /** Our own replies, sent back. */
    private void echoes() throws Exception {
        VectorMaker vectors = maker.vectors;
        String reply = VectorMaker.ENTITY_HEADER.replace("command", "reply") + "{}";
        byte[] byUs = new SignRecipe().by(vectors.key("web1"), VectorMaker.PSS).sign(HostileVectorMaker.bytes(reply));
        byte[] toAlice = VectorMaker.mail(new Recipe().seal(VectorMaker.signed(byUs), vectors.key("alice")));
        maker.mail(
                "echo-of-our-reply",
                "NOT_FOR_OUR_KEY",
                "a reply of web1 to alice, without its Auto-Submitted",
                toAlice);
        maker.mail(
                "echo-as-it-was",
                AUTOMATIC,
                "a reply of web1 to alice as it was",
                HostileVectorMaker.bytes("Auto-Submitted: auto-replied\r\n"
                        + new String(toAlice, java.nio.charset.StandardCharsets.ISO_8859_1)));
        maker.sealed("echo-encrypted-for-us", "SIGNER_UNKNOWN", "a reply that web1 signed", VectorMaker.signed(byUs));
    }
}
