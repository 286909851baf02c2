package dev.mailshell.doctor;

import dev.mailshell.crypto.KeyExpiry;
import dev.mailshell.model.Amount;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * How long a key lasts.
 *
 * @param own whether it is ours, and not that of somebody whom we trust
 * @param owner the party's name
 * @param kind such as {@code EC-256 certificate}
 * @param from when it begins to be valid
 * @param until when it ends; empty if never
 * @param fault what else keeps it from being used; empty if nothing does
 */
public record KeyLife(
        boolean own, String owner, String kind, Instant from, Optional<Instant> until, Optional<String> fault) {

    Finding at(Instant now) {
        String key = owner + ", " + kind;
        if (now.isBefore(from)) {
            return bad(key + ", is not valid yet (from " + from.truncatedTo(ChronoUnit.SECONDS) + ")", "set the clock");
        }
        if (until.filter(now::isAfter).isPresent()) {
            return bad(key + ", has run out (on " + day(until.get()) + ")", replace());
        }
        if (fault.isPresent()) {
            return bad(key + ", cannot be used: " + fault.get(), replace());
        }
        if (until.isEmpty()) {
            return Finding.ok(check(), key + ", does not run out");
        }
        long days = ChronoUnit.DAYS.between(now, until.get());
        String fact = key + ", " + Amount.of(days, "day") + " left (until " + day(until.get()) + ")";
        return KeyExpiry.endsSoon(until.get(), now)
                ? Finding.warn(check(), fact, replace())
                : Finding.ok(check(), fact);
    }

    private static String day(Instant end) {
        return end.atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }

    /** One of somebody else keeps only that one from us. */
    private Finding bad(String fact, String hint) {
        return own ? Finding.fail(check(), fact, hint) : Finding.warn(check(), fact, hint);
    }

    private String check() {
        return own ? KeysCheck.OWN : KeysCheck.TRUSTED;
    }

    private String replace() {
        return own
                ? "make new keys beside it: mailshell keys rotate"
                : "have " + owner + " make a new one, and add it with mailshell keys add";
    }
}
