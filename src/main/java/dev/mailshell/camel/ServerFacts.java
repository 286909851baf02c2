package dev.mailshell.camel;

import dev.mailshell.model.IdentityName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * What a server says of itself.
 *
 * @param version of the software
 * @param since when it started
 */
record ServerFacts(IdentityName name, String version, Instant since, Clock clock) {

    /**
     * That it is there.
     *
     * @param issuedAt by the clock of the client
     * @param receivedAt by ours
     */
    String ping(Instant issuedAt, Instant receivedAt) {
        Instant now = clock.instant();
        return "server: " + name
                + "\nversion: " + version
                + "\ntime: " + CommandText.at(now)
                + "\nup: " + length(Duration.between(since, now)) + ", since " + CommandText.at(since)
                + "\nissued: " + CommandText.at(issuedAt)
                + "\nreceived: " + CommandText.at(receivedAt) + ", after "
                + length(Duration.between(issuedAt, receivedAt))
                + "\nanswered: after " + length(Duration.between(receivedAt, now)) + " more\n";
    }

    /** Such as {@code 3d 4h 5m 6.789s}; negative if two clocks disagree. */
    private static String length(Duration duration) {
        if (duration.isNegative()) {
            return "-" + length(duration.negated());
        }
        StringBuilder text = new StringBuilder();
        unit(text, duration.toDays(), "d ");
        unit(text, duration.toHoursPart(), "h ");
        unit(text, duration.toMinutesPart(), "m ");
        long millis = duration.toMillisPart();
        return text.append(duration.toSecondsPart())
                .append('.')
                .append(millis / 100)
                .append(millis / 10 % 10)
                .append(millis % 10)
                .append('s')
                .toString();
    }

    private static void unit(StringBuilder text, long value, String unit) {
        if (value > 0) {
            text.append(value).append(unit);
        }
    }
}
