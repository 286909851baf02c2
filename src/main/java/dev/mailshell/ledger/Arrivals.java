package dev.mailshell.ledger;

import java.time.InstantSource;

/** Numbers mails by their time of arrival, each at least one microsecond after the one before, also if the clock is set back. */
final class Arrivals {

    private final InstantSource clock;
    private long last;

    /** @param last the newest number that is taken */
    Arrivals(InstantSource clock, long last) {
        this.clock = clock;
        this.last = last;
    }

    synchronized long next() {
        last = Math.max(last + 1, Micros.of(clock.instant()));
        return last;
    }
}
