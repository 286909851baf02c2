package dev.mailshell.camel;

import java.time.Duration;
import org.apache.camel.support.ScheduledPollConsumer;

/** Knows when it is worth while to poll. */
interface Prompter {

    /** From now on rings when there is something to poll; called again when a route that was stopped is started. */
    void start(ScheduledPollConsumer consumer, Bell bell);

    /** Rings no more, and lets go of what it holds. */
    void stop();

    /**
     * How long to wait, after a poll, until the next one, unless it rings.
     *
     * @param prompted whether the last poll was made because it rang
     */
    Duration pause(boolean prompted);
}
