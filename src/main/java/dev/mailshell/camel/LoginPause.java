package dev.mailshell.camel;

import dev.mailshell.model.Pause;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Keeps all from logging in for a while after a refused login, longer each time: many refused logins can lock an account. */
final class LoginPause {

    private final InstantSource clock;
    private final Backoff backoff;
    private int refused;
    private Pause pause = Pause.NONE;

    LoginPause(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(15), random);
    }

    /** Whether nobody should log in now. */
    synchronized boolean lasts() {
        return pause.lasts(clock.instant());
    }

    /** When somebody may. */
    synchronized Instant end() {
        return pause.end();
    }

    synchronized void refused() {
        refused++;
        Instant now = clock.instant();
        pause = new Pause(now, now.plus(backoff.pause(refused)));
    }

    synchronized void accepted() {
        refused = 0;
        pause = Pause.NONE;
    }
}
