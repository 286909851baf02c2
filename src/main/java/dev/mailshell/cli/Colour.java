package dev.mailshell.cli;

/** A colour of words on a terminal (ECMA-48, SGR). */
enum Colour {
    GREEN(32),
    YELLOW(33),
    RED(31),
    FAINT(2);

    private final int code;

    Colour(int code) {
        this.code = code;
    }

    /** {@code text} in this colour; what comes after it has none. */
    String of(String text) {
        return "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
