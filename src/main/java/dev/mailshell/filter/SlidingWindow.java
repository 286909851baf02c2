package dev.mailshell.filter;

import dev.mailshell.policy.Rate;
import java.time.Instant;
import java.util.Arrays;

/** Lets so many pass in any window of time, exactly; it keeps one number for each. Not safe for use by several threads. */
public final class SlidingWindow {

    /** The largest count of a rate here. */
    public static final int MOST = 1000;

    private final long[] passed;
    private final long window;
    private int oldest;

    /** @throws IllegalArgumentException if {@code rate} counts more than {@link #MOST} */
    public SlidingWindow(Rate rate) {
        if (rate.count() > MOST) {
            throw new IllegalArgumentException("too many in one window");
        }
        passed = new long[rate.count()];
        Arrays.fill(passed, Long.MIN_VALUE);
        window = rate.window().toMillis();
    }

    /** Whether one more passes at {@code now}; if so, it is counted. A clock that was set back begins anew. */
    public boolean pass(Instant now) {
        if (isFull(now)) {
            return false;
        }
        passed[oldest] = now.toEpochMilli();
        oldest = (oldest + 1) % passed.length;
        return true;
    }

    /** Whether no more would pass at {@code now}; counts nothing. */
    public boolean isFull(Instant now) {
        long millis = now.toEpochMilli();
        long before = passed[oldest];
        return before != Long.MIN_VALUE && before <= millis && millis - before < window;
    }
}
