package dev.mailshell.camel;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Keeps all from logging in for a while after a refused login, longer each time: many refused logins can lock an account. */
final class LoginPause {

    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final InstantSource clock;
    private final Backoff backoff;
    private int refused;
    private Instant end = Instant.MIN;

    LoginPause(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.backoff = new Backoff(Duration.ofSeconds(1), LONGEST, random);
    }

    /** Whether nobody should log in now. */
    synchronized boolean lasts() {
        Instant now = clock.instant();
        // An end that is further away was set by a clock that was ahead.
        return now.isBefore(end) && !end.isAfter(now.plus(LONGEST));
    }

    /** When somebody may. */
    synchronized Instant end() {
        return end;
    }

    synchronized void refused() {
        refused++;
        end = clock.instant().plus(backoff.pause(refused));
    }

    synchronized void accepted() {
        refused = 0;
        end = Instant.MIN;
    }
}
