package dev.mailshell.camel;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.apache.camel.component.mail.MailConfiguration;
import org.apache.camel.component.mail.MailEndpoint;
import org.apache.camel.support.ScheduledPollConsumer;
import org.slf4j.LoggerFactory;

/**
 * Knows when to look into a maildrop: at once where the mail server tells of mail, and then else as a safety net; otherwise often while mail is expected, and
 * at the interval of the route.
 */
final class MaildropPush implements Prompter, Expectation {

    private static final Duration SOON = Duration.ofMillis(100);
    /** Whoever did not answer is asked again sooner than where nothing is wrong. */
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

    private final Pace pace;
    private final MailboxWatch mailbox;
    private final Duration answer;
    private final Backoff backoff;

    private final PushThread push = new PushThread();
    private volatile Bell bell = new Bell();
    private volatile Duration interval = MailboxPush.SAFETY_NET;
    private volatile int limit;

    /**
     * @param pace how often to look while mail is expected
     * @param timeout how long a mail server may say nothing
     */
    MaildropPush(Pace pace, MailboxWatch mailbox, Duration timeout, RandomGenerator random) {
        this.pace = pace;
        this.mailbox = mailbox;
        this.answer = shorter(timeout, MailboxPush.LONGEST_ANSWER);
        this.backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5), random);
    }

    @Override
    public void start(ScheduledPollConsumer consumer, Bell rung) {
        MailEndpoint endpoint = (MailEndpoint) consumer.getEndpoint();
        MailConfiguration account = endpoint.getConfiguration();
        interval = Duration.of(consumer.getDelay(), consumer.getTimeUnit().toChronoUnit());
        limit = endpoint.getMaxMessagesPerPoll();
        bell = rung;
        PushListener begun = new PushListener(
                mail -> WaitingConnection.open(account, answer, PushConnection.LONGEST_IDLE, mail),
                rung,
                Optional::empty,
                mailbox,
                backoff,
                LoggerFactory.getLogger("mailshell.mailbox"));
        push.start(consumer, begun);
    }

    @Override
    public void stop() {
        push.stop();
    }

    @Override
    public Duration pause(boolean prompted) {
        int polled = mailbox.polled();
        if (polled < 0) {
            return mailbox.isInUse() ? SOON : shorter(interval, AFTER_FAILURE);
        }
        boolean listening = push.isListening();
        if (!listening) {
            push.nudge();
        }
        if (polled >= limit && limit > 0) {
            return SOON;
        }
        if (listening) {
            return polled == 0 ? longer(MailboxPush.SAFETY_NET, interval) : interval;
        }
        return pace.pause().map(hurry -> shorter(hurry, interval)).orElse(interval);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    @Override
    public void soon() {
        boolean resting = pace.pause().isEmpty();
        pace.soon();
        if (resting && !push.isListening()) {
            bell.ring();
        }
    }

    @Override
    public void over() {
        pace.over();
    }
}
