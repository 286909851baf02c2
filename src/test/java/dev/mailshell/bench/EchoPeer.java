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
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/** One mailbox that is looked into at an interval and that mail is sent from, over two connections that stay open. */
final class EchoPeer implements AutoCloseable {

    /** What happens to each mail: its subject and its text. */
    interface Receiver {
        void receive(String subject, String text) throws MessagingException;
    }

    private final RealMail.Account account;
    private final Session session;
    private final Store store;
    private final Transport transport;
    private final ScheduledExecutorService poller = Executors.newSingleThreadScheduledExecutor();
    private Optional<ScheduledFuture<?>> polling = Optional.empty();

    EchoPeer(RealMail mail, String user) throws MessagingException, IOException, GeneralSecurityException {
        account = mail.account(user);
        session = Session.getInstance(settings(mail));
        store = session.getStore("imaps");
        transport = session.getTransport("smtps");
        store.connect(account.address(), account.password());
        transport.connect(account.address(), account.password());
    }

    /** Looks into the mailbox again {@code interval} after each look, as Camel's poll does. */
    void pollEvery(Duration interval, Receiver receiver, Consumer<Exception> failure) {
        polling = Optional.of(poller.scheduleWithFixedDelay(
                () -> poll(receiver, failure), 0, interval.toNanos(), TimeUnit.NANOSECONDS));
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

    private void poll(Receiver receiver, Consumer<Exception> failure) {
        try (Folder inbox = store.getFolder("INBOX")) {
            inbox.open(Folder.READ_WRITE);
            for (Message message : inbox.getMessages()) {
                receiver.receive(message.getSubject(), message.getContent().toString());
                message.setFlag(Flags.Flag.DELETED, true);
            }
        } catch (MessagingException | IOException e) {
            failure.accept(e);
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
        polling.ifPresent(task -> task.cancel(false));
        poller.shutdown();
        try {
            poller.awaitTermination(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        transport.close();
        store.close();
    }
}
