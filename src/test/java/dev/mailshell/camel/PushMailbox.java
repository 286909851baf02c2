package dev.mailshell.camel;

import dev.mailshell.config.SendingLimits;
import dev.mailshell.e2e.SharedMail;
import dev.mailshell.model.MailAddress;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import org.apache.camel.component.mail.MailConfiguration;

/** A mailbox that tells of new mail, and a way to get some into it. */
final class PushMailbox {

    private final MailAddress address = SharedMail.address("web1");
    private final Map<String, String> settings = SharedMail.add(address);

    int imapPort() {
        return Integer.parseInt(settings.get("MAILSHELL_IMAP_PORT"));
    }

    Path authority() {
        return Path.of(settings.get("MAILSHELL_TLS_CA_FILE"));
    }

    /** Lets an account lead to this mailbox, by a server that the authority knows. */
    void logIn(MailConfiguration account, Path authority) throws Exception {
        account.setFolderName("INBOX");
        account.setSession(RouteSession.trusting(Optional.of(authority)));
        account.setAuthenticator(
                new MailLogin(settings.get("MAILSHELL_IMAP_USER"), () -> settings.get("MAILSHELL_IMAP_PASSWORD")));
    }

    void deliver() throws MessagingException, IOException {
        try (SmtpConnections smtp = new SmtpConnections(
                RouteSession.of(settings),
                "smtps",
                settings.get("MAILSHELL_SMTP_HOST"),
                Integer.parseInt(settings.get("MAILSHELL_SMTP_PORT")),
                new MailLogin(settings.get("MAILSHELL_SMTP_USER"), () -> settings.get("MAILSHELL_SMTP_PASSWORD")),
                SendingGovernor.open(
                        Files.createTempFile("submissions", ""), SendingLimits.NONE, Clock.systemUTC(), new Random(1)),
                System::nanoTime)) {
            MimeMessage mail = new MimeMessage(Session.getInstance(new Properties()));
            mail.setFrom(new InternetAddress(address.value()));
            mail.setRecipient(Message.RecipientType.TO, new InternetAddress(address.value()));
            mail.setText("uptime");
            smtp.send(mail);
        }
    }
}
