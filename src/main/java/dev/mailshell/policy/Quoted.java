package dev.mailshell.policy;

import java.util.Locale;

/** Text within double quotes, such that two different texts never look the same. */
final class Quoted {

    private static final int SHORT = 120;

    private Quoted() {}

    /** All of {@code text}: printable ASCII as it is, anything else as an escape. */
    static String whole(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> quoted.append(escaped(c)));
        return quoted.append('"').toString();
    }

    /** The beginning of {@code text}, within quotes, and three dots if that is not all. */
    static String shortened(String text) {
        return text.length() <= SHORT ? whole(text) : whole(text.substring(0, SHORT)) + "...";
    }

    private static String escaped(int c) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> c >= ' ' && c <= '~' ? Character.toString(c) : String.format(Locale.ROOT, "\\u{%x}", c);
        };
    }
}
