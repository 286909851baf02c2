package dev.mailshell.config;

import dev.mailshell.model.Amount;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How many mails an account may submit, each recipient counted as one.
 *
 * @param perDay within any 24 hours; empty if there is no limit
 * @param perMinute within any minute; empty if there is no limit
 */
public record SendingLimits(OptionalInt perDay, OptionalInt perMinute) {

    /** As many as a mail server takes. */
    public static final SendingLimits NONE = new SendingLimits(OptionalInt.empty(), OptionalInt.empty());

    static SendingLimits of(int perDay, int perMinute) {
        return new SendingLimits(OptionalInt.of(perDay), OptionalInt.of(perMinute));
    }

    /** Such as {@code 500 mails a day, 20 a minute}; empty if there is no limit. */
    public Optional<String> inWords() {
        String words = Stream.of(words(perDay, "day"), words(perMinute, "minute"))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
        return Optional.of(words).filter(some -> !some.isEmpty());
    }

    private static Optional<String> words(OptionalInt limit, String window) {
        return limit.isPresent() ? Optional.of(Amount.of(limit.getAsInt(), "mail") + " a " + window) : Optional.empty();
    }
}
