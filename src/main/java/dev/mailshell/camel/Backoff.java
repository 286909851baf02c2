package dev.mailshell.camel;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: twice as long each time, up to a limit. Up to a quarter is left to chance, so that many do
 * not come back at once.
 *
 * @param first the pause after the first attempt
 * @param longest no pause is longer
 */
public record Backoff(Duration first, Duration longest, RandomGenerator random) {

    private static final int MAX_DOUBLINGS = 20;

    /** The pause after so many attempts; at least 1 is expected. */
    public Duration pause(int attempts) {
        long doubled = first.toMillis() << Math.min(attempts - 1, MAX_DOUBLINGS);
        long bounded = Math.min(doubled, longest.toMillis());
        return Duration.ofMillis(bounded - random.nextLong(bounded / 4));
    }
}
