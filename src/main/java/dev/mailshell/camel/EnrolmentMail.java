package dev.mailshell.camel;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mailshell.mime.MessageHeader;
import dev.mailshell.mime.MessageId;
import dev.mailshell.mime.MessageWriter;
import dev.mailshell.mime.MimeEntity;
import dev.mailshell.mime.Subject;
import dev.mailshell.mime.WorkFile;
import dev.mailshell.model.MailAddress;
import dev.mailshell.model.Reason;
import dev.mailshell.wire.Enrolment;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import org.apache.camel.Exchange;

/** Writes and reads the mails of an enrolment, which are neither signed nor encrypted: an invitation code proves them. */
final class EnrolmentMail {

    private static final String FIELDS = "MIME-Version: 1.0\r\nContent-Type: " + Enrolment.MEDIA_TYPE
            + "\r\nContent-Transfer-Encoding: base64\r\n\r\n";
    private static final int LINE = 76;

    private final Party party;
    private final Clock clock;
    private final ObjectMapper json;

    EnrolmentMail(Party party, Clock clock) {
        this.party = party;
        this.clock = clock;
        this.json = party.json();
    }

    /** Whether the mail in {@code file} is one, by its size and its type. */
    static boolean isOne(Path file) throws IOException {
        return Files.size(file) <= 2L * Enrolment.MAX_BYTES
                && MimeEntity.read(file).mediaType().is(Enrolment.MEDIA_TYPE);
    }

    Enrolment.Proved read(Path file) throws IOException, Refusal {
        try (InputStream in = MimeEntity.read(file).content()) {
            byte[] content = in.readNBytes(Enrolment.MAX_BYTES + 1);
            if (content.length > Enrolment.MAX_BYTES) {
                throw new Refusal(
                        Reason.INVITATION_REFUSED,
                        "the enrolment mail is too large (expected at most " + Enrolment.MAX_BYTES + " bytes)",
                        "");
            }
            return Enrolment.proved(json, content);
        }
    }

    /** Makes the mail the body of {@code exchange}; its file goes when that ends. */
    void put(Enrolment.Proved content, MailAddress to, boolean autoReplied, Exchange exchange) throws Exception {
        WorkFile file = party.work().take();
        MessageHeader header = new MessageHeader(
                party.config().identity().address(),
                to,
                Subject.PLAIN,
                clock.instant(),
                MessageId.fresh(party.random(), party.config().identity().address()),
                Optional.empty(),
                autoReplied);
        try (OutputStream out = file.write()) {
            MessageWriter.write(header, out);
            out.write(FIELDS.getBytes(StandardCharsets.US_ASCII));
            out.write(Base64.getMimeEncoder(LINE, new byte[] {'\r', '\n'}).encode(Enrolment.bytes(json, content)));
            out.write(new byte[] {'\r', '\n'});
        }
        OutgoingMail mail = OutgoingMail.open(party.mailSession(), file.path());
        exchange.getExchangeExtension().addOnCompletion(new ClosedAfterwards(mail, file));
        exchange.getMessage().setBody(mail);
    }
}
