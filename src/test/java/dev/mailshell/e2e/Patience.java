package dev.mailshell.e2e;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** How long a test waits for what must happen, on a machine that may be busy. */
public final class Patience {

    private Patience() {}

    /** Up to a minute. */
    public static ConditionFactory await() {
        // The mail server of the tests has threads that fail where it is given what is no mail.
        return Awaitility.await()
                .dontCatchUncaughtExceptions()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(25));
    }
}
