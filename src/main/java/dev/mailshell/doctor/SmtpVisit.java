package dev.mailshell.doctor;

import dev.mailshell.config.Submission;
import dev.mailshell.model.MailAddress;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** One login to an SMTP server, for all checks of it. */
final class SmtpVisit implements AutoCloseable {

    private final Submission submission;
    private final Supplier<String> secret;
    private final Session session;
    private volatile Optional<SMTPTransport> transport = Optional.empty();

    /** @param secret its password, or what takes its place */
    SmtpVisit(Submission submission, Supplier<String> secret, Session session) {
        this.secret = secret;
        this.submission = submission;
        this.session = session;
    }

    void logIn() throws MessagingException {
        SMTPTransport opened = (SMTPTransport) session.getTransport(submission.scheme());
        transport = Optional.of(opened);
        opened.connect(submission.host(), submission.port(), submission.user(), secret.get());
    }

    /** The largest mail that it says it takes, in bytes (RFC 1870); empty if it names no limit. */
    Optional<Long> maxSize() {
        return Optional.ofNullable(transport.orElseThrow().getExtensionParameter("SIZE"))
                .filter(size -> size.matches("\\d{1,18}"))
                .map(Long::valueOf)
                .filter(size -> size > 0);
    }

    /** Hands over {@code mail}, a whole mail in 7-bit text, as it is. */
    void send(byte[] mail, MailAddress recipient) throws MessagingException {
        transport.orElseThrow().sendMessage(new MimeMessage(session, new ByteArrayInputStream(mail)), new Address[] {
            new InternetAddress(recipient.value())
        });
    }

    @Override
    public void close() throws MessagingException {
        if (transport.isPresent()) {
            transport.get().close();
        }
    }
}
