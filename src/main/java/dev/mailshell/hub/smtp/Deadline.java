package dev.mailshell.hub.smtp;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** When a connection has waited long enough. Safe for use by several threads. */
final class Deadline {

    private static final long NEVER = Long.MAX_VALUE;

    private final long start = System.nanoTime();
    private volatile long end = NEVER;
    private volatile long lastEnd = NEVER;

    /** From now on; not later than {@link #setLast} says. */
    void set(Duration duration) {
        end = after(duration);
    }

    /** From now on, whatever {@link #set} says. */
    void setLast(Duration duration) {
        lastEnd = after(duration);
    }

    void clearLast() {
        lastEnd = NEVER;
    }

    void clear() {
        end = NEVER;
    }

    boolean isOver() {
        return elapsed() > Math.min(end, lastEnd);
    }

    /**
     * At least 1; 0 if it never is.
     *
     * @throws SocketTimeoutException if it is over
     */
    int millisLeft() throws SocketTimeoutException {
        long next = Math.min(end, lastEnd);
        if (next == NEVER) {
            return 0;
        }
        long left = TimeUnit.NANOSECONDS.toMillis(next - elapsed());
        if (left <= 0) {
            throw new SocketTimeoutException("the time is over");
        }
        return (int) Math.min(left, Integer.MAX_VALUE);
    }

    private long elapsed() {
        return System.nanoTime() - start;
    }

    private long after(Duration duration) {
        return elapsed() + duration.toNanos();
    }
}
