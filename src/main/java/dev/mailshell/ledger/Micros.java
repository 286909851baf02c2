package dev.mailshell.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

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

    /** What a column holds that may be null. */
    static Optional<Instant> read(ResultSet row, String column) throws SQLException {
        long micros = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(toInstant(micros));
    }
}
