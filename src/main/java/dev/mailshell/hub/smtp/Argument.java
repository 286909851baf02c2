package dev.mailshell.hub.smtp;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What follows MAIL and RCPT (RFC 5321 section 4.1.2).
 *
 * @param path what stands between the angle brackets
 * @param parameters by name in upper case; a name without a value has the empty one
 */
record Argument(String path, Map<String, String> parameters) {

    // Many programs write a space after the colon.
    private static final Pattern FORM = Pattern.compile(
            "(FROM|TO): ?<([!-;=?-~]*+)>((?: ++[A-Z0-9][A-Z0-9-]*+(?:=[!-<>-~]++)?+)*+) *+", Pattern.CASE_INSENSITIVE);

    Argument {
        parameters = Map.copyOf(parameters);
    }

    /** Empty if {@code text} is not {@code keyword}, a path and parameters of which each has another name. */
    static Optional<Argument> parse(String keyword, String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || !matcher.group(1).equalsIgnoreCase(keyword)) {
            return Optional.empty();
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String parameter : matcher.group(3).strip().split(" +", 0)) {
            String[] parts = parameter.split("=", 2);
            String value = parts.length == 1 ? "" : parts[1];
            if (!parameter.isEmpty() && parameters.put(parts[0].toUpperCase(Locale.ROOT), value) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(new Argument(matcher.group(2), parameters));
    }
}
