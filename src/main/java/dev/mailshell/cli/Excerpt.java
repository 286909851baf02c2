package dev.mailshell.cli;

/** The beginning of a text that may be long. */
final class Excerpt {

    private Excerpt() {}

    /** {@code text}, or so many characters of it and three dots. */
    static String of(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest) + "...";
    }
}
