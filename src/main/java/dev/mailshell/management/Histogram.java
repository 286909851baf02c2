package dev.mailshell.management;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** How often durations were how long, since the start. Safe for use by several threads; adding to it costs next to nothing. */
public final class Histogram {

    private final double[] bounds;
    private final LongAdder[] within;
    private final LongAdder nanos = new LongAdder();

    /**
     * What was counted.
     *
     * @param upTo for each bound how many were no longer than that
     * @param count of all
     * @param seconds all together
     */
    record Counted(List<Long> upTo, long count, double seconds) {}

    /** @param bounds seconds, each more than the one before */
    public Histogram(double... bounds) {
        this.bounds = bounds.clone();
        this.within = new LongAdder[bounds.length + 1];
        Arrays.setAll(within, i -> new LongAdder());
    }

    /** Counts one; a negative one, as of a clock that was set back, as none. */
    public void add(Duration duration) {
        Duration counted = duration.isNegative() ? Duration.ZERO : duration;
        double seconds = counted.toNanos() / 1e9;
        int bucket = 0;
        while (bucket < bounds.length && seconds > bounds[bucket]) {
            bucket++;
        }
        within[bucket].increment();
        nanos.add(counted.toNanos());
    }

    /** How many there were. */
    public long count() {
        return counted().count();
    }

    double[] bounds() {
        return bounds.clone();
    }

    /** The count is the sum of what is in the buckets, whatever is added meanwhile. */
    Counted counted() {
        List<Long> upTo = new ArrayList<>();
        long sum = 0;
        for (int i = 0; i < bounds.length; i++) {
            sum += within[i].sum();
            upTo.add(sum);
        }
        return new Counted(upTo, sum + within[bounds.length].sum(), nanos.sum() / 1e9);
    }
}
