package dev.mailshell.human;

import java.util.ArrayList;
import java.util.List;

/**
 * One line of a text.
 *
 * @param number as a person counts, from 1
 */
record Line(int number, String text) {

    static List<Line> of(String text) {
        List<Line> lines = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            lines.add(new Line(lines.size() + 1, line));
        }
        return lines;
    }

    boolean isBlank() {
        return text.isBlank();
    }
}
