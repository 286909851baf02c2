package dev.mailshell.camel;

import dev.mailshell.config.Push;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * How often the mailbox is asked for mail, beside its telling by itself, which some servers do late: often for some seconds after
 * mail is expected, then less and less, then not at all.
 */
final class Pace implements Expectation {

    /** So long it is asked at the shortest pause. */
    static final Duration HURRY = Duration.ofSeconds(10);
    /** So long it is asked at all. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration SHORTEST = Duration.ofMillis(25);
    private static final Duration LONGEST = Duration.ofSeconds(1);
    private static final Duration EAGER = Duration.ofMillis(50);
    /** Each pause is longer by this part of the time since the hurry ended. */
    private static final int SLOWING = 10;

    private final boolean eager;
    private final Duration shortest;
    private final LongSupplier nanoTime;
    private boolean expecting;
    private long since;

    /**
     * @param publicProvider whether the mail server belongs to many, and is to be asked less often
     * @param nanoTime what {@link System#nanoTime} says
     */
    Pace(Push push, boolean publicProvider, LongSupplier nanoTime) {
        this.eager = push == Push.EAGER;
        this.shortest = publicProvider ? LONGEST : SHORTEST;
        this.nanoTime = nanoTime;
    }

    @Override
    public synchronized void soon() {
        expecting = true;
        since = nanoTime.getAsLong();
    }

    @Override
    public synchronized void over() {
        expecting = false;
    }

    /** How long to wait until the mailbox is asked again; empty while it is enough that it tells. */
    synchronized Optional<Duration> pause() {
        long elapsed = nanoTime.getAsLong() - since;
        if (!expecting || elapsed >= PATIENCE.toNanos()) {
            expecting = false;
            return eager ? Optional.of(EAGER) : Optional.empty();
        }
        long slower = Math.max(0, elapsed - HURRY.toNanos()) / SLOWING;
        long longest = (eager ? EAGER : LONGEST).toNanos();
        return Optional.of(Duration.ofNanos(Math.min(longest, shortest.toNanos() + slower)));
    }
}
