package dev.mailshell.camel;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.apache.camel.component.mail.MailEndpoint;
import org.apache.camel.support.ScheduledPollConsumer;
import org.slf4j.LoggerFactory;

/**
 * Rings when the mailbox has new mail. While it does, polls are a safety net; where it cannot, the mailbox is polled at the interval
 * of the route.
 */
final class MailboxPush implements Prompter, Expectation {

    /** No poll is needed; one is made all the same, for whatever goes wrong without a sign. */
    static final Duration SAFETY_NET = Duration.ofSeconds(60);

    /** A mail server that says nothing for so long is gone: what is asked of it here costs it nothing. */
    static final Duration LONGEST_ANSWER = Duration.ofSeconds(15);

    private static final Duration SOON = Duration.ofMillis(100);

    private final boolean enabled;
    private final Pace pace;
    private final MailboxWatch mailbox;
    private final Duration answer;
    private final Duration safetyNet;
    private final Backoff backoff;

    private final PushThread push = new PushThread();
    private volatile Duration interval;
    private volatile int limit;

    /**
     * @param enabled if not, there are only polls, and no second connection
     * @param timeout how long a mail server may say nothing
     * @param safetyNet the interval of polls while the mailbox tells of mail, unless that of the route is longer
     */
    MailboxPush(
            boolean enabled,
            Pace pace,
            MailboxWatch mailbox,
            Duration timeout,
            Duration safetyNet,
            RandomGenerator random) {
        this.enabled = enabled;
        this.pace = pace;
        this.mailbox = mailbox;
        this.answer = timeout.compareTo(LONGEST_ANSWER) < 0 ? timeout : LONGEST_ANSWER;
        this.safetyNet = safetyNet;
        this.interval = safetyNet;
        this.backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5), random);
    }

    @Override
    public void start(ScheduledPollConsumer consumer, Bell bell) {
        MailEndpoint endpoint = (MailEndpoint) consumer.getEndpoint();
        interval = Duration.of(consumer.getDelay(), consumer.getTimeUnit().toChronoUnit());
        limit = endpoint.getMaxMessagesPerPoll();
        if (enabled) {
            IdleConnection.Source source =
                    new IdleConnection.Source(endpoint.getConfiguration(), answer, PushConnection.LONGEST_IDLE);
            PushListener begun = new PushListener(
                    mail -> IdleConnection.open(source, mail),
                    bell,
                    pace::pause,
                    mailbox,
                    backoff,
                    LoggerFactory.getLogger("mailshell.mailbox"));
            push.start(consumer, begun);
        }
    }

    @Override
    public void stop() {
        push.stop();
    }

    @Override
    public Duration pause(boolean prompted) {
        int polled = mailbox.polled();
        boolean listening = push.isListening();
        boolean mayListen = polled >= 0 && !listening;
        boolean didNotTell = polled > 0 && !prompted;
        if (mayListen || didNotTell) {
            push.nudge();
        }
        if (polled >= limit && limit > 0) {
            return SOON;
        }
        if (polled == 0 && prompted) {
            // The poll may have found no more than that its own connection was gone.
            return SOON;
        }
        // A mail that could not be stored is still there: no safety net until a look finds nothing.
        return polled == 0 && listening ? longer(safetyNet, interval) : interval;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    @Override
    public void soon() {
        boolean resting = pace.pause().isEmpty();
        pace.soon();
        if (resting) {
            push.nudge();
        }
    }

    @Override
    public void over() {
        pace.over();
    }
}
