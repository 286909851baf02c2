package dev.mailshell.camel;

import dev.mailshell.credential.CredentialFailure;
import jakarta.mail.AuthenticationFailedException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLException;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.component.mail.MailEndpoint;
import org.apache.camel.spi.PollingConsumerPollStrategy;
import org.slf4j.Logger;

/**
 * Knows whether the mailbox answers, and says so when that changes. One that refuses the login is left alone for a while, longer each
 * time: many refused logins can lock an account.
 */
final class MailboxWatch implements PollingConsumerPollStrategy {

    private static final String LOGIN_REFUSED = "the mailbox refuses the login (see its user and password)";

    private static final String LOGIN_NEEDED = "the mailbox cannot be read before somebody logs in";

    private static final String IN_USE = "the mailbox is in use";

    private final Logger log;
    private final InstantSource clock;
    private final LoginPause logins;
    private final CountDownLatch answered = new CountDownLatch(1);
    private final AtomicReference<Trouble> trouble = new AtomicReference<>(Trouble.NONE);

    private volatile int polled = -1;
    private volatile boolean lookedThrough;
    private volatile Instant lastAnswer = Instant.MIN;

    MailboxWatch(Logger log, InstantSource clock, RandomGenerator random) {
        this.log = log;
        this.clock = clock;
        this.logins = new LoginPause(clock, random);
    }

    /** How many mails the last look has found; -1 if it failed, or there was none yet. */
    int polled() {
        return polled;
    }

    /** Whether the last look was answered. */
    boolean isAnswering() {
        return polled >= 0;
    }

    /** Whether it answers, and if not, what is wrong: in words of ours, which say nothing of the account. */
    String state() {
        String fact = trouble.get().fact();
        if (isAnswering()) {
            return "it answers";
        }
        return fact.isEmpty() ? "it was not looked into yet" : fact;
    }

    /** When a look was last answered; empty if none was. */
    Optional<Instant> lastAnswer() {
        return Optional.of(lastAnswer).filter(time -> time.isAfter(Instant.MIN));
    }

    /** Whether somebody else had it when the last look was tried. */
    boolean isInUse() {
        return trouble.get().fact().equals(IN_USE);
    }

    /** Whether a look has come to the end of what was in the mailbox. */
    boolean hasLookedThrough() {
        return lookedThrough;
    }

    /** Waits until the mailbox has answered for the first time. */
    void awaitFirstAnswer() throws InterruptedException {
        answered.await();
    }

    /** Lets a look be skipped as long as the next login is not due. */
    @Override
    public boolean begin(Consumer consumer, Endpoint endpoint) {
        return !logins.lasts();
    }

    @Override
    public void commit(Consumer consumer, Endpoint endpoint, int polledMessages) {
        polled = polledMessages;
        lastAnswer = clock.instant();
        lookedThrough |= endpoint instanceof MailEndpoint mail && polledMessages < mail.getMaxMessagesPerPoll();
        answered.countDown();
        logins.accepted();
        if (!trouble.getAndSet(Trouble.NONE).equals(Trouble.NONE)) {
            log.info("the mailbox answers again");
        }
    }

    @Override
    public boolean rollback(Consumer consumer, Endpoint endpoint, int retryCounter, Exception cause) {
        polled = -1;
        Trouble now = Trouble.of(cause);
        if (now.fact().equals(LOGIN_REFUSED)) {
            logins.refused();
        }
        if (!now.equals(trouble.getAndSet(now))) {
            log.warn("{}, will be tried again: {}", now.fact(), words(cause));
            log.debug("the mailbox does not answer", cause);
        }
        return false;
    }

    private static String words(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CredentialFailure none) {
                return none.getMessage() + "; " + none.hint();
            }
        }
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    /** Of which kind it is; not in which words, since a mail server may choose others each time. */
    private record Trouble(String fact, Class<?> failure) {

        static final Trouble NONE = new Trouble("", Void.class);

        static Trouble of(Exception failure) {
            return new Trouble(whatIsWrong(failure), failure.getClass());
        }

        private static String whatIsWrong(Throwable failure) {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof CredentialFailure none) {
                    return none.needsLogin() ? LOGIN_NEEDED : "the mailbox cannot be read without " + none.lacking();
                }
                if (cause instanceof AuthenticationFailedException) {
                    return LOGIN_REFUSED;
                }
                if (cause instanceof MaildropInUse) {
                    return IN_USE;
                }
                if (cause instanceof SSLException) {
                    return "the mail server is not trusted (name its authority in mailshell.tls.ca-file if that is your own)";
                }
            }
            return "the mailbox does not answer";
        }
    }
}
