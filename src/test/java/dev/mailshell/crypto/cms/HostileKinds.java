package dev.mailshell.crypto.cms;

import static dev.mailshell.crypto.cms.HostileVectorMaker.HEAD;

/** Mail of all kinds that ends up in a mailbox, and is not for us to act on. */
final class HostileKinds {

    private static final String PLAIN = "NOT_ENCRYPTED";

    private final HostileVectorMaker maker;

    HostileKinds(HostileVectorMaker maker) {
        this.maker = maker;
    }

    void write() throws Exception {
        String pgp = "-----BEGIN PGP MESSAGE-----\r\n\r\nhQEMA\r\n=AAAA\r\n-----END PGP MESSAGE-----\r\n";
        kind(
                "html",
                "HTML that loads and runs things",
                "text/html; charset=utf-8",
                "<img src=http://mallory.test/x><script>fetch('/')</script><form action=mailto:web1@mail.test>");
        kind("html-of-a-command", "HTML that looks like a command", "text/html", "@web1<br><br>uptime");
        kind(
                "calendar",
                "an invitation",
                "text/calendar; method=REQUEST; charset=utf-8",
                "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nRRULE:FREQ=SECONDLY\r\nEND:VEVENT\r\nEND:VCALENDAR");
        kind("tnef", "TNEF", "application/ms-tnef; name=winmail.dat", "x\u009f>\"\0\0\u00ff\u00ff\u00ff\u007f");
        kind("rtf", "RTF", "text/rtf", "{\\rtf1{\\object\\objemb{\\*\\objdata 0105}}}");
        kind("zip", "a zip file that names a path", "application/zip; name=\"../../x.zip\"", "PK\3\4../../pwned");
        kind(
                "partial",
                "a piece of a mail whose other pieces never come",
                "message/partial; id=\"a@x\"; number=1; total=2147483647",
                "Content-Type: application/pkcs7-mime\r\n\r\nMIAG");
        kind("partial-zero", "piece 0 of -1", "message/partial; id=\"\"; number=0; total=-1", "x");
        kind(
                "external-file",
                "a body that is a file of ours",
                "message/external-body; access-type=local-file; name=\"/etc/shadow\"",
                "Content-Type: text/plain\r\n\r\n");
        kind(
                "external-url",
                "a body that is elsewhere",
                "message/external-body; access-type=URL; URL=\"http://mallory.test/x\"",
                "Content-Type: text/plain\r\n\r\n");
        kind(
                "external-mail-server",
                "a body that would have to be asked for by mail",
                "message/external-body; access-type=mail-server; server=\"web1@mail.test\"",
                "Content-Type: text/plain\r\n\r\n");
        kind(
                "rfc822-in-rfc822",
                "60 mails in each other",
                "message/rfc822",
                "Content-Type: message/rfc822\r\n\r\n".repeat(60) + "x");
        kind(
                "PGP_MALFORMED",
                "pgp-mime",
                "PGP/MIME",
                "multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=b",
                "--b\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n--b\r\n"
                        + "Content-Type: application/octet-stream\r\n\r\n" + pgp + "\r\n--b--");
        kind("PGP_MALFORMED", "pgp-inline", "PGP in the text", "text/plain", pgp);
        kind(
                "pgp-signed-text",
                "a text that PGP signed",
                "text/plain",
                "-----BEGIN PGP SIGNED MESSAGE-----\r\nHash: SHA1\r\n\r\n@web1\r\n\r\nuptime\r\n-----BEGIN PGP SIGNATURE-----\r\n");
        kind("pkcs10", "a request for a certificate", "application/pkcs10; name=smime.p10", "MIIC");
        kind("certs-only", "certificates", "application/pkcs7-mime; smime-type=certs-only; name=smime.p7c", "MIIC");
        kind(
                "CMS_MALFORMED",
                "pkcs7-untyped",
                "pkcs7-mime that does not say which",
                "application/pkcs7-mime; name=smime.p7m",
                "MIIC");
        kind(
                "enveloped",
                "encrypted without authentication",
                "application/pkcs7-mime; smime-type=enveloped-data",
                "MIIC");
        kind("compressed", "compressed", "application/pkcs7-mime; smime-type=compressed-data; name=smime.p7z", "MIIC");
        kind("json", "a command that nobody signed", "application/vnd.mailshell.command+json", VectorMaker.GOOD);
        kind(
                "MAIL_MALFORMED",
                "multipart-1000-deep",
                "multiparts in each other, 1000 of them",
                "multipart/mixed; boundary=b0",
                deep(1000));
        kind(
                "MAIL_MALFORMED",
                "multipart-1000-parts",
                "1000 empty parts",
                "multipart/mixed; boundary=b",
                "--b\r\n\r\n".repeat(1000) + "--b--");
        kind("uuencoded", "a uuencoded file", "text/plain", "begin 4755 ../../pwned\r\n#86)C\r\n`\r\nend");
        String forwarded = maker.strangerText();
        kind("forwarded", "a sealed mail that was forwarded as a whole", "message/rfc822", forwarded);
        kind(
                "SIGNER_UNKNOWN",
                "mixed-with-footer",
                "a sealed mail to which a list put a footer",
                "multipart/mixed; boundary=b",
                "--b\r\n" + forwarded.substring(forwarded.indexOf("MIME-Version"))
                        + "\r\n--b\r\n\r\nsent by a list\r\n--b--");
    }

    private static String deep(int levels) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < levels; i++) {
            all.append("--b")
                    .append(i)
                    .append("\r\nContent-Type: multipart/mixed; boundary=b")
                    .append(i + 1)
                    .append("\r\n\r\n");
        }
        return all.toString();
    }

    private void kind(String name, String recipe, String type, String body) throws Exception {
        kind(PLAIN, name, recipe, type, body);
    }

    private void kind(String reason, String name, String recipe, String type, String body) throws Exception {
        maker.mail(
                "kind-" + name,
                reason,
                recipe,
                HEAD + "MIME-Version: 1.0\r\nContent-Type: " + type + "\r\n\r\n" + body + "\r\n");
    }
}
