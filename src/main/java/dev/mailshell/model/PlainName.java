package dev.mailshell.model;

import java.nio.charset.StandardCharsets;

/** Names that are safe for a file in a directory of ours. */
public final class PlainName {

    /** The most bytes of UTF-8 that a name may have. */
    public static final int MAX_BYTES = 255;

    private PlainName() {}

    /** Whether it is one plain name: not blank, without path separators and control characters. */
    public static boolean fits(String name) {
        return !name.isBlank()
                && !name.equals(".")
                && !name.equals("..")
                && name.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES
                && name.codePoints().noneMatch(PlainName::isUnsafe);
    }

    /** Format characters too: they can make a name look like another one. */
    private static boolean isUnsafe(int c) {
        int type = Character.getType(c);
        return c == '/'
                || c == '\\'
                || type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
