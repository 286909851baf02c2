package dev.mailshell.ledger;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Instants as the databases keep them: microseconds since 1970, rounded down. */
final class Micros {

    private Micros() {}

    static long of(Instant instant) {
        // Not by the difference of two instants: Java counts that in nanoseconds, which end in the year 2262.
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1000);
    }

    static Instant toInstant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
