package dev.mailshell.model;

/** Text that others wrote, made fit for one line on a terminal or in a log. */
public final class Printable {

    /** A regular expression for one character that may break the line, move the cursor or change the direction of what follows. */
    public static final String UNPRINTABLE = "[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]";

    private Printable() {}

    /** {@code text} with a question mark for each unprintable character. */
    public static String line(String text) {
        return text.replaceAll(UNPRINTABLE, "?");
    }
}
