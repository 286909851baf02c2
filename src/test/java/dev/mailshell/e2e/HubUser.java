package dev.mailshell.e2e;

import dev.mailshell.camel.MailSession;
import dev.mailshell.camel.TrustedRoots;
import dev.mailshell.config.Home;
import dev.mailshell.hub.MailshellHub;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import org.eclipse.angus.mail.smtp.SMTPMessage;

/** A user of a hub with an ordinary mail program. */
record HubUser(String address, String password, int smtps, int pop3s, Session session, Session reading) {

    /** Whose password is in a home that was made with the hub's. */
    static HubUser of(Home home, String address, MailshellHub hub) {
        return of(home, address, hub.smtpsPort().orElseThrow(), hub.pop3sPort().orElseThrow());
    }

    /** As above, of a hub at these ports. */
    static HubUser of(Home home, String address, int smtps, int pop3s) {
        try {
            String password =
                    Files.readString(home.directory().resolve("password")).strip();
            SSLContext tls = TrustedRoots.tls(Optional.of(home.directory().resolve("hub-ca.pem")));
            Session session = MailSession.create(tls, false, Duration.ofSeconds(30));
            Properties reading = new Properties();
            reading.put("mail.pop3s.ssl.socketFactory", tls.getSocketFactory());
            reading.put("mail.pop3s.ssl.checkserveridentity", "true");
            return new HubUser(address, password, smtps, pop3s, session, Session.getInstance(reading));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void send(String recipient, String text) throws MessagingException {
        sendAs(address, address, recipient, text);
    }

    /** @param envelope what {@code MAIL FROM} says, and {@code author} what {@code From} says */
    void sendAs(String envelope, String author, String recipient, String text) throws MessagingException {
        String mail = "From: " + author + "\r\nTo: " + recipient + "\r\nSubject: test\r\n\r\n" + wrapped(text);
        SMTPMessage message =
                new SMTPMessage(session, new ByteArrayInputStream(mail.getBytes(StandardCharsets.US_ASCII)));
        message.setEnvelopeFrom(envelope);
        try (Transport transport = session.getTransport("smtps")) {
            transport.connect("localhost", smtps, address, password);
            transport.sendMessage(message, InternetAddress.parse(recipient));
        }
    }

    private static String wrapped(String text) {
        return text.replaceAll("(.{900})", "$1\r\n") + "\r\n";
    }

    /** All that is in the mailbox, as it is there. */
    List<String> mails() throws MessagingException, IOException {
        List<String> mails = new ArrayList<>();
        try (Store store = reading.getStore("pop3s")) {
            store.connect("localhost", pop3s, address, password);
            try (Folder inbox = store.getFolder("INBOX")) {
                inbox.open(Folder.READ_ONLY);
                for (Message message : inbox.getMessages()) {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    message.writeTo(bytes);
                    mails.add(bytes.toString(StandardCharsets.US_ASCII));
                }
            }
        }
        return mails;
    }
}
