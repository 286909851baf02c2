package dev.mailshell.policy;

import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as a policy writes them, in powers of 1024: {@code 512B}, {@code 64KiB}, {@code 10MiB}, {@code 1GiB}. */
public final class SizeText {

    /** The form in words, for an error. */
    public static final String FORM = "a number and one of B, KiB, MiB, GiB";

    private static final Pattern PATTERN = Pattern.compile("([0-9]{1,9})(B|KiB|MiB|GiB)");
    private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB");

    private SizeText() {}

    /** The bytes that {@code text} writes; empty if it has another form. */
    public static OptionalLong parse(String text) {
        Matcher matcher = PATTERN.matcher(text);
        if (!matcher.matches()) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(Long.parseLong(matcher.group(1)) << (10 * UNITS.indexOf(matcher.group(2))));
    }

    /** {@code bytes} in the largest unit that leaves a whole number. */
    public static String format(long bytes) {
        int unit = 0;
        long number = bytes;
        while (number != 0 && number % 1024 == 0 && unit < UNITS.size() - 1) {
            number /= 1024;
            unit++;
        }
        return number + UNITS.get(unit);
    }
}
