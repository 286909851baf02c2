package dev.mailshell.policy;

import java.util.Optional;
import java.util.regex.Pattern;

/** A whole number from {@code min} to {@code max}, in decimal digits without a plus sign and without leading zeros. */
public record IntegerRange(long min, long max) implements ValueType {

    private static final Pattern CANONICAL = Pattern.compile("0|-?[1-9][0-9]{0,17}");

    /** @throws IllegalArgumentException if {@code min} is larger than {@code max} */
    public IntegerRange {
        if (min > max) {
            throw new IllegalArgumentException("min is larger than max");
        }
    }

    /** The number that {@code text} writes in that form; empty if it has another one, or more than 18 digits. */
    public static Optional<Long> parse(String text) {
        return CANONICAL.matcher(text).matches() ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }

    @Override
    public Checked check(String value) {
        return parse(value)
                .filter(number -> number >= min && number <= max)
                .<Checked>map(number -> new Checked.Accepted(value))
                .orElseGet(() -> differs(value));
    }

    @Override
    public String expected() {
        return "a whole number from " + min + " to " + max;
    }
}
