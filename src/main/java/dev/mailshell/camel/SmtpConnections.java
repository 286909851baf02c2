package dev.mailshell.camel;

import dev.mailshell.credential.CredentialFailure;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.camel.component.mail.DefaultJavaMailSender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections to the SMTP server that are kept for the next mail: each is used by one mail at a time, is asked before it is used
 * again, and is closed once it has failed or has not been used for a while. A mail is handed over once: what fails is for the caller
 * to try again, who knows whether it may.
 */
final class SmtpConnections extends DefaultJavaMailSender implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.delivery");

    /** Servers close what is idle after some minutes, and some count connections. */
    static final Duration LONGEST_IDLE = Duration.ofSeconds(20);
    /** For so long nobody waits for a server that did not let itself be connected to a moment ago. */
    static final Duration DOWN = Duration.ofSeconds(1);

    private static final int MOST_IDLE = 4;

    private final LongSupplier nanoTime;
    private final SendingGovernor governor;
    private final Deque<Idle> idle = new ArrayDeque<>();
    private Optional<Failure> failure = Optional.empty();
    private boolean sweeping;
    private boolean closed;

    /** A connection that nobody uses. */
    private record Idle(Transport connection, long since) {}

    /** That no connection could be made. */
    private record Failure(MessagingException cause, long at) {}

    /**
     * @param scheme {@code smtps} or {@code smtp}
     * @param governor says when a mail may be submitted
     * @param nanoTime what {@link System#nanoTime} says
     */
    SmtpConnections(
            Session session,
            String scheme,
            String host,
            int port,
            MailLogin login,
            SendingGovernor governor,
            LongSupplier nanoTime) {
        setSession(session);
        setProtocol(scheme);
        setHost(host);
        setPort(port);
        setAuthenticator(login);
        this.governor = governor;
        this.nanoTime = nanoTime;
    }

    @Override
    public void send(MimeMessage mail) throws MessagingException {
        governor.requireOpen();
        try {
            submit(mail);
            governor.accepted();
        } catch (MessagingException e) {
            governor.failed(e);
            throw e;
        }
    }

    private void submit(MimeMessage mail) throws MessagingException {
        mail.saveChanges();
        Address[] recipients = mail.getAllRecipients();
        Transport connection = connection();
        boolean sent = false;
        try {
            governor.take(recipients.length);
            connection.sendMessage(mail, recipients);
            sent = true;
        } catch (SendingPaused e) {
            // Nothing was said yet: the connection is as good as before.
            sent = true;
            throw e;
        } finally {
            if (sent) {
                keep(connection);
            } else {
                close(connection);
            }
        }
    }

    private Transport connection() throws MessagingException {
        for (Optional<Idle> kept = take(); kept.isPresent(); kept = take()) {
            Transport connection = kept.get().connection();
            // Here it asks the server, by NOOP: one that has gone is noticed before a mail depends on it.
            if (!isOld(kept.get()) && connection.isConnected()) {
                return connection;
            }
            close(connection);
        }
        return connect();
    }

    private Transport connect() throws MessagingException {
        requireNotDown();
        Transport connection = getTransport(getSession());
        try {
            logIn(connection);
            return connection;
        } catch (MessagingException e) {
            close(connection);
            note(e);
            throw e;
        }
    }

    /** Without a token, or a ticket, we are not let in. */
    private void logIn(Transport connection) throws MessagingException {
        try {
            PasswordAuthentication login = getPasswordAuthentication();
            connection.connect(getHost(), getPort(), login.getUserName(), login.getPassword());
        } catch (CredentialFailure e) {
            throw new AuthenticationFailedException(e.getMessage() + "; " + e.hint(), e);
        }
    }

    private synchronized void note(MessagingException e) {
        failure = Optional.of(new Failure(e, nanoTime.getAsLong()));
    }

    private synchronized void requireNotDown() throws MessagingException {
        if (failure.isPresent() && nanoTime.getAsLong() - failure.get().at() < DOWN.toNanos()) {
            MessagingException cause = failure.get().cause();
            throw new MessagingException(cause.getMessage(), cause);
        }
        failure = Optional.empty();
    }

    private synchronized Optional<Idle> take() {
        return Optional.ofNullable(idle.pollFirst());
    }

    private void keep(Transport connection) {
        if (!keepIdle(connection)) {
            close(connection);
        }
    }

    private synchronized boolean keepIdle(Transport connection) {
        if (closed || idle.size() >= MOST_IDLE) {
            return false;
        }
        idle.addFirst(new Idle(connection, nanoTime.getAsLong()));
        sweepLater();
        return true;
    }

    private synchronized void sweepLater() {
        if (!sweeping) {
            sweeping = true;
            CompletableFuture.delayedExecutor(LONGEST_IDLE.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(this::sweep);
        }
    }

    /** Closes what is old; so a connection is closed at the latest when it has been idle for twice the time. */
    private void sweep() {
        for (Optional<Idle> old = takeOld(); old.isPresent(); old = takeOld()) {
            close(old.get().connection());
        }
        synchronized (this) {
            sweeping = false;
            if (!idle.isEmpty()) {
                sweepLater();
            }
        }
    }

    private synchronized Optional<Idle> takeOld() {
        return !idle.isEmpty() && isOld(idle.peekLast()) ? Optional.of(idle.pollLast()) : Optional.empty();
    }

    private boolean isOld(Idle kept) {
        return nanoTime.getAsLong() - kept.since() >= LONGEST_IDLE.toNanos();
    }

    private static void close(Transport connection) {
        try {
            connection.close();
        } catch (MessagingException e) {
            LOG.debug("a connection to the SMTP server did not end in order", e);
        }
    }

    /** Closes what is idle; a connection that is in use ends with its mail. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        for (Optional<Idle> kept = take(); kept.isPresent(); kept = take()) {
            close(kept.get().connection());
        }
    }
}
