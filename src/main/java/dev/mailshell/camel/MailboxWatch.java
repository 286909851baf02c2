package dev.mailshell.camel;

import jakarta.mail.AuthenticationFailedException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.PollingConsumerPollStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows whether the mailbox answers, and says so when that changes. */
final class MailboxWatch implements PollingConsumerPollStrategy {

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.mailbox");

    private final CountDownLatch answered = new CountDownLatch(1);
    private final AtomicReference<String> trouble = new AtomicReference<>("");

    /** Waits until the mailbox has answered for the first time. */
    void awaitFirstAnswer() throws InterruptedException {
        answered.await();
    }

    @Override
    public boolean begin(Consumer consumer, Endpoint endpoint) {
        return true;
    }

    @Override
    public void commit(Consumer consumer, Endpoint endpoint, int polledMessages) {
        answered.countDown();
        if (!trouble.getAndSet("").isEmpty()) {
            LOG.info("the mailbox answers again");
        }
    }

    @Override
    public boolean rollback(Consumer consumer, Endpoint endpoint, int retryCounter, Exception cause) {
        String fact = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        if (!fact.equals(trouble.getAndSet(fact))) {
            LOG.warn("{}, will be tried again: {}", whatIsWrong(cause), fact);
            LOG.debug("the mailbox does not answer", cause);
        }
        return false;
    }

    private static String whatIsWrong(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AuthenticationFailedException) {
                return "the mailbox refuses the login (see its user and password)";
            }
            if (cause instanceof SSLException) {
                return "the mail server is not trusted (name its authority in mailshell.tls.ca-file if that is your own)";
            }
        }
        return "the mailbox does not answer";
    }
}
