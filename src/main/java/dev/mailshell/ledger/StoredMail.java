package dev.mailshell.ledger;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/**
 * One mail in the vault.
 *
 * @param id when it arrived, in microseconds since 1970; each is later than the one before
 * @param tooLarge whether the mail was longer than the vault was told to store: the entry has its beginning only
 */
public record StoredMail(long id, boolean tooLarge) {

    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSSSSSX", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** When it was taken from the mailbox. */
    public Instant arrival() {
        return Micros.toInstant(id);
    }

    /** What logs call it: the time of its arrival in UTC, {@code 20261121T101830.123456Z}; names sort by arrival. */
    public String name() {
        return FORM.format(arrival());
    }

    /** The id of the mail that is called so; empty if no mail ever is. */
    static Optional<Long> idOf(String name) {
        try {
            Instant arrival = FORM.parse(name, Instant::from);
            return FORM.format(arrival).equals(name) ? Optional.of(Micros.of(arrival)) : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
