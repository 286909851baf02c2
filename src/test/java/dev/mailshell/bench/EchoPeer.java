package dev.mailshell.bench;

import dev.mailshell.realmail.RealMail;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.eclipse.angus.mail.imap.IMAPFolder;

/** One mailbox that tells of mail, or is asked for it, and that mail is sent from, over two connections that stay open. */
final class EchoPeer implements AutoCloseable {

    /** What happens to each mail: its subject and its text. */
    interface Receiver {
        void receive(String subject, String text) throws MessagingException;
    }

    private final RealMail.Account account;
    private final Session session;
    private final Store store;
    private final Transport transport;
    private final IMAPFolder inbox;
    private final Optional<Duration> pause;
    private int before;
    private volatile boolean stopped;

    /** @param pause between two questions; empty to be told by IDLE */
    EchoPeer(RealMail mail, String user, Optional<Duration> pause)
            throws MessagingException, IOException, GeneralSecurityException {
        account = mail.account(user);
        session = Session.getInstance(settings(mail));
        store = session.getStore("imaps");
        transport = session.getTransport("smtps");
        store.connect(account.address(), account.password());
        transport.connect(account.address(), account.password());
        inbox = (IMAPFolder) store.getFolder("INBOX");
        this.pause = pause;
    }

    /** From now on, hands each mail that comes to {@code receiver}. */
    void start(Receiver receiver, Consumer<Exception> failure) throws MessagingException {
        inbox.open(Folder.READ_WRITE);
        before = inbox.getMessageCount();
        new Thread(() -> listen(receiver, failure), "echo").start();
    }

    synchronized void send(String to, String subject, String text) throws MessagingException {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(new InternetAddress(account.address()));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
        message.setSubject(subject);
        message.setText(text);
        message.saveChanges();
        transport.sendMessage(message, message.getAllRecipients());
    }

    private void listen(Receiver receiver, Consumer<Exception> failure) {
        try {
            int seen = before;
            while (!stopped) {
                for (int count = inbox.getMessageCount(); seen < count; seen++) {
                    Message message = inbox.getMessage(seen + 1);
                    receiver.receive(message.getSubject(), message.getContent().toString());
                }
                await();
            }
        } catch (MessagingException | IOException e) {
            if (!stopped) {
                failure.accept(e);
            }
        }
    }

    private void await() throws MessagingException {
        if (pause.isPresent()) {
            Measurement.pause(pause.get());
            inbox.doCommand(protocol -> {
                protocol.noop();
                return null;
            });
        } else {
            inbox.idle(true);
        }
    }

    private static Properties settings(RealMail mail) throws IOException, GeneralSecurityException {
        SSLContext tls = mail.tls();
        Properties settings = new Properties();
        for (String protocol : new String[] {"imaps", "smtps"}) {
            settings.put("mail." + protocol + ".host", RealMail.HOST);
            settings.put("mail." + protocol + ".ssl.socketFactory", tls.getSocketFactory());
            settings.put("mail." + protocol + ".ssl.checkserveridentity", "true");
            settings.put("mail." + protocol + ".connectiontimeout", "10000");
            settings.put("mail." + protocol + ".timeout", "30000");
        }
        settings.put("mail.imaps.port", Integer.toString(mail.imapsPort()));
        settings.put("mail.smtps.port", Integer.toString(mail.smtpsPort()));
        settings.put("mail.smtps.auth", "true");
        return settings;
    }

    @Override
    public void close() throws MessagingException {
        stopped = true;
        // Any command ends the idling. What is left would be strangers' mail to whoever is measured next.
        inbox.setFlags(inbox.getMessages(before + 1, inbox.getMessageCount()), new Flags(Flags.Flag.DELETED), true);
        inbox.close(true);
        transport.close();
        store.close();
    }
}
