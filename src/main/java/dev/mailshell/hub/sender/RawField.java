package dev.mailshell.hub.sender;

/**
 * One header field as it came.
 *
 * @param text each byte one character; with its line ends
 */
record RawField(String text) {

    /** Without the blanks that old mail has before the colon; empty if there is no colon. */
    String name() {
        return text.substring(0, Math.max(0, text.indexOf(':'))).stripTrailing();
    }

    boolean isNamed(String other) {
        return name().equalsIgnoreCase(other);
    }

    /** What stands after the colon, with its line ends. */
    String value() {
        return text.substring(text.indexOf(':') + 1);
    }

    /** The value in one line (RFC 5322 section 2.2.3), without the blanks around it. */
    String unfolded() {
        return value().replaceAll("\r?\n", "").strip();
    }
}
