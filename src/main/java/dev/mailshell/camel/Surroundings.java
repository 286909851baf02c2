package dev.mailshell.camel;

import java.security.SecureRandom;
import java.time.Clock;

/**
 * What a running party takes from the world outside.
 *
 * @param clock what time it is
 * @param random for ids, boundaries, keys of single messages and pauses
 * @param trail told of each step
 * @param counters count what is refused
 * @param steps told of each step of a route
 */
public record Surroundings(Clock clock, SecureRandom random, Trail trail, Counters counters, StepObserver steps) {

    /** With the steps in the log, for {@code --debug}. */
    public Surroundings(Clock clock, SecureRandom random, Trail trail, Counters counters) {
        this(clock, random, trail, counters, new LoggedSteps());
    }

    /** The same, with {@code other} told of what happens to commands as well. */
    Surroundings telling(Trail other) {
        return new Surroundings(clock, random, trail.and(other), counters, steps);
    }
}
