package dev.mailshell.journal;

import java.util.Locale;

/**
 * One cell of a table that people open in a spreadsheet. Text that a spreadsheet would take for a formula gets an apostrophe before it, as
 * OWASP says under "CSV Injection"; what is unprintable is written as in a string of JSON. Both can be taken back.
 */
final class Cell {

    /** Also the wide forms, which some spreadsheets take for the same. */
    private static final String FORMULA = "=+-@\uFF1D\uFF0B\uFF0D\uFF20";

    private Cell() {}

    /** What stands in the file for {@code text}: one printable line that is no formula. */
    static String of(String text) {
        StringBuilder cell = new StringBuilder();
        if (text.startsWith("'") || beginsFormula(text, 0)) {
            cell.append('\'');
        }
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            append(cell, point, text, i);
        }
        return cell.toString();
    }

    private static void append(StringBuilder cell, int point, String text, int next) {
        switch (point) {
            case '\\' -> cell.append("\\\\");
            case '\n' -> cell.append("\\n");
            case '\r' -> cell.append("\\r");
            case '\t' -> cell.append("\\t");
            default -> {
                // Where ; separates cells, as in many countries, the rest would be a cell of its own.
                if (isUnprintable(point) || (point == ';' && beginsFormula(text, next))) {
                    appendEscaped(cell, point);
                } else {
                    cell.appendCodePoint(point);
                }
            }
        }
    }

    private static void appendEscaped(StringBuilder cell, int point) {
        for (char unit : Character.toChars(point)) {
            cell.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
        }
    }

    /** What makes a spreadsheet calculate may stand behind blanks and quotes. */
    private static boolean beginsFormula(String text, int from) {
        int i = from;
        while (i < text.length() && isSkipped(text.charAt(i))) {
            i++;
        }
        return i < text.length() && FORMULA.indexOf(text.charAt(i)) >= 0;
    }

    private static boolean isSkipped(char c) {
        return c == '"' || Character.isWhitespace(c) || Character.isSpaceChar(c) || isUnprintable(c);
    }

    /** The characters of {@link dev.mailshell.model.Printable#UNPRINTABLE}. */
    private static boolean isUnprintable(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
