package dev.mailshell.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Prints rows of the same length as a table. */
final class Columns {

    private Columns() {}

    static void print(PrintStream out, List<List<String>> rows) {
        lines(rows).forEach(out::println);
    }

    /** The table as lines. */
    static List<String> lines(List<List<String>> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        int columns = rows.get(0).size();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < columns; column++) {
                String cell = row.get(column);
                line.append(cell).append(" ".repeat(width(rows, column) - cell.length() + 2));
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
