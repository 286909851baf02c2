package dev.mailshell.policy;

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

    @Override
    public Checked check(String value) {
        if (!CANONICAL.matcher(value).matches()) {
            return differs(value);
        }
        long number = Long.parseLong(value);
        return number >= min && number <= max ? new Checked.Accepted(value) : differs(value);
    }

    @Override
    public String expected() {
        return "a whole number from " + min + " to " + max;
    }
}
