package dev.mailshell.e2e;

import dev.mailshell.realmail.TrustedTls;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.eclipse.angus.mail.imap.IMAPMessage;

/** A mailbox, used beside the product: mail gets in as it is, and is looked at without a trace. Each byte is one character. */
final class Mailbox implements AutoCloseable {

    static final String INBOX = "INBOX";
    /** As GreenMail, whose separator is the dot, calls {@code mailshell/received}. */
    static final String RECEIVED = "mailshell.received";

    private final Map<String, String> environment;
    private final Session session;
    private final Store store;

    private Mailbox(Map<String, String> environment, Session session, Store store) {
        this.environment = environment;
        this.session = session;
        this.store = store;
    }

    static Mailbox open(Map<String, String> environment) throws Exception {
        Session session = session(environment);
        return new Mailbox(environment, session, ImapStore.connect(session, environment));
    }

    /** Trusts the authority of the mail server, and does nothing else. */
    static Session session(Map<String, String> environment) throws Exception {
        var sockets = TrustedTls.trusting(Path.of(environment.get("MAILSHELL_TLS_CA_FILE")))
                .getSocketFactory();
        Properties properties = new Properties();
        properties.put("mail.imaps.ssl.socketFactory", sockets);
        properties.put("mail.smtps.ssl.socketFactory", sockets);
        properties.put("mail.smtps.auth", "true");
        return Session.getInstance(properties);
    }

    /** Puts a mail into the inbox, as a delivery agent would. */
    void append(String mail) throws MessagingException {
        store.getFolder(INBOX).appendMessages(new Message[] {new AsItIs(session, mail)});
    }

    /** Submits a mail with the login of this mailbox. */
    void submit(String to, String mail) throws MessagingException {
        submit(to, Stream.of(mail));
    }

    /** Submits mails over one connection. */
    void submit(String to, Stream<String> mails) throws MessagingException {
        try (Transport transport = session.getTransport("smtps")) {
            transport.connect(
                    environment.get("MAILSHELL_SMTP_HOST"),
                    Integer.parseInt(environment.get("MAILSHELL_SMTP_PORT")),
                    environment.get("MAILSHELL_SMTP_USER"),
                    environment.get("MAILSHELL_SMTP_PASSWORD"));
            for (String mail : (Iterable<String>) mails::iterator) {
                transport.sendMessage(new AsItIs(session, mail), InternetAddress.parse(to));
            }
        }
    }

    /** The mail at that index of a folder, counted from 0. */
    String mail(String name, int index) throws MessagingException, IOException {
        Folder folder = store.getFolder(name);
        folder.open(Folder.READ_ONLY);
        IMAPMessage message = (IMAPMessage) folder.getMessage(index + 1);
        message.setPeek(true);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        message.writeTo(bytes);
        folder.close();
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    int count(String name) throws MessagingException {
        Folder folder = store.getFolder(name);
        return folder.exists() ? folder.getMessageCount() : 0;
    }

    int unseen(String name) throws MessagingException {
        Folder folder = store.getFolder(name);
        folder.open(Folder.READ_ONLY);
        int unseen = folder.search(new jakarta.mail.search.FlagTerm(new Flags(Flags.Flag.SEEN), false)).length;
        folder.close();
        return unseen;
    }

    /** Every folder that there is. */
    List<String> folders() throws MessagingException {
        List<String> names = new ArrayList<>();
        for (Folder folder : store.getDefaultFolder().list("*")) {
            names.add(folder.getFullName());
        }
        return names;
    }

    @Override
    public void close() throws MessagingException {
        store.close();
    }

    /** A mail that nobody puts in order. */
    private static final class AsItIs extends MimeMessage {

        private final byte[] bytes;

        AsItIs(Session session, String mail) {
            super(session);
            this.bytes = mail.getBytes(StandardCharsets.ISO_8859_1);
        }

        @Override
        public void saveChanges() {
            saved = true;
        }

        @Override
        public void writeTo(OutputStream out, String[] ignored) throws IOException {
            out.write(bytes);
        }
    }
}
