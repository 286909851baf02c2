package dev.mailshell.doctor;

import dev.mailshell.mime.MessageId;
import dev.mailshell.mime.MessageWriter;
import dev.mailshell.model.MailAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A mail to ourselves that looks like a sealed one and holds nothing: its content is random bytes. It says that a machine wrote it, so
 * that no server takes it for a command.
 *
 * @param token what its subject ends with; nobody else's has it
 */
record LoopBackMail(MailAddress self, String token, MessageId id, Instant date, String content) {

    private static final int CONTENT_BYTES = 1500;

    static LoopBackMail fresh(MailAddress self, Instant date, SecureRandom random) {
        byte[] content = new byte[CONTENT_BYTES];
        random.nextBytes(content);
        byte[] token = new byte[8];
        random.nextBytes(token);
        return new LoopBackMail(
                self,
                HexFormat.of().formatHex(token),
                MessageId.fresh(random, self),
                date,
                Base64.getMimeEncoder().encodeToString(content));
    }

    String subject() {
        return "Mail Shell check " + token;
    }

    byte[] bytes() {
        return String.join(
                        "\r\n",
                        "From: " + self,
                        "To: " + self,
                        "Subject: " + subject(),
                        "Date: " + MessageWriter.date(date),
                        "Message-ID: " + id,
                        "Auto-Submitted: auto-generated",
                        "MIME-Version: 1.0",
                        "Content-Type: application/pkcs7-mime; smime-type=authEnveloped-data; name=smime.p7m",
                        "Content-Transfer-Encoding: base64",
                        "Content-Disposition: attachment; filename=smime.p7m",
                        "",
                        content,
                        "")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
