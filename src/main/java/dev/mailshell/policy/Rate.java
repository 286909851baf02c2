package dev.mailshell.policy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many commands in a window that slides with the clock.
 *
 * @param count from 1 to {@link #MAX_COUNT}
 * @param window a second, a minute, an hour or a day
 */
public record Rate(int count, Duration window) {

    /** The largest count. */
    public static final int MAX_COUNT = 1_000_000;

    /** The form in words, for an error. */
    public static final String FORM = "1 to 1000000 and one of /s, /min, /h, /d";

    private static final Pattern PATTERN = Pattern.compile("([0-9]{1,7})/(s|min|h|d)");
    private static final Map<String, Duration> WINDOWS = Map.of(
            "s",
            Duration.ofSeconds(1),
            "min",
            Duration.ofMinutes(1),
            "h",
            Duration.ofHours(1),
            "d",
            Duration.ofDays(1));

    /** @throws IllegalArgumentException if {@code count} is out of bounds, or {@code window} is none of the four */
    public Rate {
        if (count < 1 || count > MAX_COUNT || !WINDOWS.containsValue(window)) {
            throw new IllegalArgumentException("not a rate (expected " + FORM + ")");
        }
    }

    /** The rate that {@code text}, such as {@code 30/min}, writes; empty if it has another form or is out of bounds. */
    public static Optional<Rate> parse(String text) {
        Matcher matcher = PATTERN.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int count = Integer.parseInt(matcher.group(1));
        if (count < 1 || count > MAX_COUNT) {
            return Optional.empty();
        }
        return Optional.of(new Rate(count, WINDOWS.get(matcher.group(2))));
    }

    double perSecond() {
        return (double) count / window.toSeconds();
    }

    /** As a policy writes it, such as {@code 30/min}. */
    @Override
    public String toString() {
        return WINDOWS.entrySet().stream()
                .filter(unit -> unit.getValue().equals(window))
                .map(unit -> count + "/" + unit.getKey())
                .findFirst()
                .orElseThrow();
    }
}
