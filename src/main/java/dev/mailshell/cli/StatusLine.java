package dev.mailshell.cli;

import java.io.PrintStream;
import java.util.Optional;

/**
 * Lines that stay and, on a screen, one below them that is drawn anew again and again. Elsewhere there are only those that stay. Safe for
 * use by several threads.
 */
final class StatusLine {

    private static final String ERASE = "\r\u001b[K";
    /** Between these a line that is too long is cut at the right edge, however wide the screen is just now (DECAWM). */
    private static final String NO_WRAP = "\u001b[?7l";

    private static final String WRAP = "\u001b[?7h";

    private final PrintStream err;
    private final Optional<Screen> screen;
    private String shown = "";

    StatusLine(PrintStream err, Optional<Screen> screen) {
        this.err = err;
        this.screen = screen;
    }

    /** Whether there is a line that does not stay. */
    boolean isDrawn() {
        return screen.isPresent();
    }

    /** Prints a line that stays. */
    synchronized void say(String line) {
        clear();
        err.println(line);
    }

    /** Prints {@code head} and {@code tail} as a line that stays, the tail in green or red where there are colours. */
    synchronized void say(String head, String tail, boolean good) {
        clear();
        boolean coloured = screen.map(Screen::coloured).orElse(false);
        err.println(head + (coloured ? (good ? Colour.GREEN : Colour.RED).of(tail) : tail));
    }

    /** Draws the line that does not stay. */
    synchronized void show(String text) {
        if (screen.isPresent() && !text.equals(shown)) {
            err.print(ERASE + NO_WRAP + text + WRAP);
            err.flush();
            shown = text;
        }
    }

    /** Removes the line that does not stay: something else is to be printed. */
    synchronized void clear() {
        if (!shown.isEmpty()) {
            err.print(ERASE);
            err.flush();
            shown = "";
        }
    }

    /** {@code other}, of which each line begins where the line that does not stay was. */
    PrintStream above(PrintStream other) {
        return StandardError.byLines(lines -> {
            synchronized (this) {
                clear();
                other.print(lines);
                other.flush();
            }
        });
    }
}
