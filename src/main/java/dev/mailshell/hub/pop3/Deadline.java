package dev.mailshell.hub.pop3;

import java.io.IOException;
import java.time.Duration;

/** Until when one thread waits, for another one that watches it. */
final class Deadline {

    private static final long NEVER = Long.MAX_VALUE;

    private volatile long end = NEVER;

    /** What is done within a time. */
    interface Step<T> {
        T run() throws IOException;
    }

    /** Does {@code step} within {@code atMost}; afterwards the deadline around it counts again. */
    <T> T within(Duration atMost, Step<T> step) throws IOException {
        long outer = end;
        end = System.nanoTime() + atMost.toNanos();
        try {
            return step.run();
        } finally {
            end = outer;
        }
    }

    boolean isOver() {
        long now = end;
        return now != NEVER && System.nanoTime() - now > 0;
    }
}
