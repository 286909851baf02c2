package dev.mailshell.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Shows lines a page at a time, and is asked where to go: {@code n} or Enter, {@code p}, {@code /text}. Anything else is for who holds it;
 * Enter on the last page is {@code q}.
 */
final class Pager {

    /** For the line below a page, for the prompt, and for a word above the page on what was typed. */
    private static final int BELOW = 3;

    private final PageDisplay screen;
    private final List<String> lines;
    private final String keys;
    private int from;

    /** @param keys says what may be typed beside these */
    Pager(PageDisplay screen, List<String> lines, String keys) {
        this.screen = screen;
        this.lines = lines;
        this.keys = keys;
    }

    /** Shows the page and asks; what was typed if it is no movement, and {@code q} at the end of the input. */
    String ask(String prompt) {
        while (true) {
            show();
            String typed = screen.ask(prompt).orElse("q").strip();
            if (typed.equals("n") || (typed.isEmpty() && !isLast())) {
                from = isLast() ? from : from + size();
            } else if (typed.equals("p")) {
                from = Math.max(0, from - size());
            } else {
                return typed.isEmpty() ? "q" : typed;
            }
        }
    }

    /** Goes to the page with the next line, after the present page, that has {@code text} in it; whether there is one. */
    boolean search(String text) {
        OptionalInt found = next(text, from + size());
        found.ifPresent(line -> from = line - line % size());
        return found.isPresent();
    }

    private OptionalInt next(String text, int start) {
        String wanted = text.toLowerCase(Locale.ROOT);
        for (int line = start; line < lines.size(); line++) {
            if (lines.get(line).toLowerCase(Locale.ROOT).contains(wanted)) {
                return OptionalInt.of(line);
            }
        }
        return OptionalInt.empty();
    }

    private void show() {
        int to = Math.min(lines.size(), from + size());
        lines.subList(from, to).forEach(screen::show);
        Optional<String> where =
                lines.isEmpty() ? Optional.empty() : Optional.of((from + 1) + " to " + to + " of " + lines.size());
        screen.show("-- " + where.orElse("nothing") + " -- " + keys);
    }

    private boolean isLast() {
        return from + size() >= lines.size();
    }

    private int size() {
        return Math.max(1, screen.rows() - BELOW);
    }
}
