package dev.mailshell.hub;

import dev.mailshell.ledger.MailStore;
import dev.mailshell.ledger.QueuedMail;
import dev.mailshell.ledger.Recipients;
import dev.mailshell.mime.MessageWriter;
import dev.mailshell.model.MailAddress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** Tells senders, who are users of the hub, of mail that could not leave it (RFC 3464). */
final class Bounces {

    private static final int LONGEST_ANSWER = 400;

    private final MailStore store;
    private final Mailboxes mailboxes;
    private final String host;
    private final Clock clock;
    private final Supplier<UUID> ids;

    /** @param host what the hub calls itself */
    Bounces(MailStore store, Mailboxes mailboxes, String host, Clock clock, Supplier<UUID> ids) {
        this.store = store;
        this.mailboxes = mailboxes;
        this.host = host;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Puts a report into the mailbox of who sent {@code mail}; nobody is told of a bounce.
     *
     * @param answer of the smart host
     */
    void tell(QueuedMail mail, String answer) throws IOException {
        Optional<MailAddress> sender = mail.sender().flatMap(mailboxes::of);
        if (sender.isPresent()) {
            byte[] report = report(mail, sender.get(), plain(answer)).getBytes(StandardCharsets.US_ASCII);
            store.accept(
                    "Return-Path: <>\r\n",
                    new ByteArrayInputStream(report),
                    new Recipients(Optional.empty(), Set.of(sender.get()), Set.of()));
        }
    }

    private String report(QueuedMail mail, MailAddress sender, String answer) {
        UUID id = ids.get();
        String boundary = "=_" + id;
        return String.join(
                "\r\n",
                "From: Mail Delivery <MAILER-DAEMON@" + host + ">",
                "To: " + sender,
                "Subject: Undelivered mail",
                "Date: " + MessageWriter.date(clock.instant()),
                "Message-ID: <" + id + "@" + host + ">",
                "Auto-Submitted: auto-replied",
                "MIME-Version: 1.0",
                "Content-Type: multipart/report; report-type=delivery-status; boundary=\"" + boundary + "\"",
                "",
                "--" + boundary,
                "Content-Type: text/plain; charset=us-ascii",
                "",
                "Your mail to " + mail.recipient() + " that came here at " + mail.since(),
                "could not be delivered, and is not tried again. The mail server outside says:",
                "",
                "  " + answer,
                "",
                "--" + boundary,
                "Content-Type: message/delivery-status",
                "",
                "Reporting-MTA: dns; " + host,
                "Arrival-Date: " + MessageWriter.date(mail.since()),
                "",
                "Final-Recipient: rfc822; " + mail.recipient(),
                "Action: failed",
                "Status: 5.0.0",
                "Diagnostic-Code: smtp; " + answer,
                "",
                "--" + boundary + "--",
                "");
    }

    /** One line of printable ASCII: another server wrote it. */
    private static String plain(String answer) {
        String line = answer.replaceAll("[^ -~]+", " ").strip();
        return line.length() <= LONGEST_ANSWER ? line : line.substring(0, LONGEST_ANSWER);
    }
}
