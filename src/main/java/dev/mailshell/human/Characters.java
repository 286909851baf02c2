package dev.mailshell.human;

import dev.mailshell.model.Reason;
import java.util.List;
import java.util.Locale;

/**
 * What phones and word processors put in the place of what was typed. A non-breaking space is a space; what a shell would read as
 * something else, or nobody can see, is refused and named.
 */
final class Characters {

    private static final String NON_BREAKING_SPACES = "[\u00A0\u2007\u202F]";
    private static final String SINGLE_QUOTES = "\u2018\u2019\u201A\u201B\u2032\u2039\u203A";
    private static final String DOUBLE_QUOTES = "\u201C\u201D\u201E\u201F\u2033\u00AB\u00BB";
    private static final int ELLIPSIS = 0x2026;
    private static final int MINUS = 0x2212;

    private Characters() {}

    static String withPlainSpaces(String text) {
        return text.replaceAll(NON_BREAKING_SPACES, " ");
    }

    /** Refuses the first character that is not what was typed, with its name and place. */
    static void check(List<Line> lines) throws UnreadableText {
        for (Line line : lines) {
            int[] points = line.text().codePoints().toArray();
            for (int i = 0; i < points.length; i++) {
                if (isRefused(points[i])) {
                    throw refused(points[i], line.number(), i + 1);
                }
            }
        }
    }

    private static boolean isRefused(int c) {
        return c != '\t'
                && c != ' '
                && c != '-'
                && switch (Character.getType(c)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.SURROGATE,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR,
                            Character.SPACE_SEPARATOR,
                            Character.DASH_PUNCTUATION,
                            Character.INITIAL_QUOTE_PUNCTUATION,
                            Character.FINAL_QUOTE_PUNCTUATION -> true;
                    default ->
                        c == ELLIPSIS || c == MINUS || SINGLE_QUOTES.indexOf(c) >= 0 || DOUBLE_QUOTES.indexOf(c) >= 0;
                };
    }

    private static UnreadableText refused(int c, int line, int column) {
        return new UnreadableText(
                Reason.CHARACTER_REFUSED,
                "the text holds " + name(c) + " in line " + line + " at character " + column,
                replacement(c) + "; turn off smart punctuation, or attach a script if that very character is meant");
    }

    private static String name(int c) {
        String name = Character.getName(c);
        return String.format(Locale.ROOT, "U+%04X", c) + (name == null ? "" : " " + name);
    }

    private static String replacement(int c) {
        if (SINGLE_QUOTES.indexOf(c) >= 0) {
            return "type ' (U+0027) instead";
        }
        if (DOUBLE_QUOTES.indexOf(c) >= 0) {
            return "type \" (U+0022) instead";
        }
        if (c == ELLIPSIS) {
            return "type three dots instead";
        }
        return c == MINUS || Character.getType(c) == Character.DASH_PUNCTUATION
                ? "type - (U+002D) instead, twice where two were typed"
                : "delete it, or type a plain space instead";
    }
}
