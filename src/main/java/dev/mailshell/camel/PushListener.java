package dev.mailshell.camel;

import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;

/** Holds a connection to the mailbox over which it tells of new mail, makes another one when it breaks, and rings for each mail. */
final class PushListener implements Runnable {

    /** A connection that lives shorter than this counts as one that failed. */
    private static final Duration SHORT_LIFE = Duration.ofMinutes(1);

    private static final Duration LONG_WAIT = Duration.ofMinutes(1);
    private static final Duration UNTIL_IT_MAY_HAVE_LEARNT_IT = Duration.ofHours(1);

    private final PushConnection.Opener source;
    private final Bell mail;
    private final Supplier<Optional<Duration>> pace;
    private final MailboxWatch mailbox;
    private final Backoff backoff;
    private final Logger log;
    /** Rung when there is something to do for this thread. */
    private final Bell work = new Bell();

    private volatile Optional<PushConnection> listening = Optional.empty();
    private int failures;

    /**
     * @param pace how long to wait until the mail server is asked again; empty while it is enough that it tells
     * @param mailbox no connection is tried while it does not answer: the poll finds out when it does again
     */
    PushListener(
            PushConnection.Opener source,
            Bell mail,
            Supplier<Optional<Duration>> pace,
            MailboxWatch mailbox,
            Backoff backoff,
            Logger log) {
        this.source = source;
        this.mail = mail;
        this.pace = pace;
        this.mailbox = mailbox;
        this.backoff = backoff;
        this.log = log;
    }

    /** Whether new mail rings. */
    boolean isListening() {
        return listening.isPresent();
    }

    /** Something has changed: the pace, or that the mailbox answers, or there is a doubt about the connection. */
    void nudge() {
        work.ring();
        listening.ifPresent(PushConnection::nudge);
    }

    void stop() {
        work.end();
        listening.ifPresent(PushConnection::end);
    }

    @Override
    public void run() {
        try {
            while (!work.isOver()) {
                if (mailbox.isAnswering()) {
                    hold();
                } else {
                    work.await(LONG_WAIT);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One connection, until it breaks. */
    private void hold() throws InterruptedException {
        long begun = System.nanoTime();
        try (PushConnection connection = source.open(mail::ring)) {
            listening = Optional.of(connection);
            log.debug("the mailbox tells of new mail");
            // What came before this connection does not ring.
            mail.ring();
            listen(connection);
        } catch (PushConnection.Unsupported e) {
            log.debug("the mailbox does not tell of new mail", e);
            failures = 0;
            pause(UNTIL_IT_MAY_HAVE_LEARNT_IT);
            return;
        } catch (MessagingException | RuntimeException e) {
            // Of both kinds: the mail library fails with others where a server says what cannot be.
            failures = System.nanoTime() - begun > SHORT_LIFE.toNanos() ? 1 : failures + 1;
            log.debug("the mailbox does not tell of new mail", e);
            lost(e);
        } finally {
            listening = Optional.empty();
        }
        // From now on it is polled at another interval.
        mail.ring();
        pause(backoff.pause(Math.max(failures, 1)));
    }

    private void lost(Exception e) {
        // Whoever stops may cut it.
        if (failures == 1 && !work.isOver()) {
            log.info("the mailbox does not tell of new mail, so it is looked into more often: {}", e.getMessage());
        }
    }

    /** Not cut short by a nudge: that something is expected is no reason to log in more often. */
    private void pause(Duration length) throws InterruptedException {
        long end = System.nanoTime() + length.toNanos();
        for (long left = end - System.nanoTime(); left > 0 && !work.isOver(); left = end - System.nanoTime()) {
            work.await(Duration.ofNanos(left));
        }
    }

    private void listen(PushConnection connection) throws MessagingException, InterruptedException {
        try {
            while (!work.isOver()) {
                Optional<Duration> pause = pace.get();
                if (pause.isPresent()) {
                    connection.ask();
                    work.await(pause.get());
                } else {
                    connection.idle(() -> work.isOver() || pace.get().isPresent());
                }
            }
        } catch (MessagingException | RuntimeException e) {
            connection.cut();
            throw e;
        }
    }
}
