package dev.mailshell.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tables of errors in {@code src/test/resources/errors}. A row is a paragraph: how the error is caused, and then what is said. Three dots
 * stand for anything.
 */
final class ErrorTable {

    private static final Path TABLES = Path.of("src/test/resources/errors");

    /** How an error comes about. */
    enum Cause {
        /** By a call of Mail Shell, after some changes to the homes. */
        CALL("$ "),
        /** By a shell command that starts the launcher. */
        SCRIPT("% "),
        /** By another test, in which both texts stand. */
        TEST("in "),
        /** By more than files and a call; what that is stands there. */
        NEEDS("needs ");

        private final String mark;

        Cause(String mark) {
            this.mark = mark;
        }
    }

    /**
     * One error.
     *
     * @param place file and line of the row
     * @param given what is changed before the call
     * @param how the call, the test, or what it needs
     */
    record Row(String place, List<String> given, Cause cause, String how, String error, String hint) {

        /** Whether it says all that {@code texts} are. */
        boolean says(List<String> texts) {
            return texts.stream().allMatch(text -> error.contains(text) || hint.contains(text));
        }

        @Override
        public String toString() {
            return place + " " + how;
        }
    }

    private ErrorTable() {}

    static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        try (Stream<Path> files = Files.list(TABLES)) {
            for (Path file : files.sorted().toList()) {
                read(file, rows);
            }
        }
        return rows;
    }

    private static void read(Path file, List<Row> rows) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<String> paragraph = new ArrayList<>();
        for (int i = 0; i <= lines.size(); i++) {
            String line = i == lines.size() ? "" : lines.get(i);
            if (!line.isBlank()) {
                paragraph.add(line);
            } else if (!paragraph.isEmpty() && !paragraph.get(0).startsWith("#")) {
                rows.add(row(file.getFileName() + ":" + (i - paragraph.size() + 1), paragraph));
            }
            if (line.isBlank()) {
                paragraph.clear();
            }
        }
    }

    private static Row row(String place, List<String> paragraph) {
        List<String> given = values(paragraph, "given ");
        for (Cause cause : Cause.values()) {
            List<String> how = values(paragraph, cause.mark);
            if (how.size() == 1 && paragraph.size() == given.size() + 3) {
                String error = values(paragraph, "error: ").get(0);
                return new Row(
                        place,
                        given,
                        cause,
                        how.get(0),
                        error,
                        values(paragraph, "hint: ").get(0));
            }
        }
        throw new IllegalArgumentException(
                place + " has not one way in which the error is caused, one error and one hint");
    }

    private static List<String> values(List<String> paragraph, String mark) {
        return paragraph.stream()
                .filter(line -> line.startsWith(mark))
                .map(line -> line.substring(mark.length()))
                .toList();
    }

    /** What {@code text} of a row stands for. */
    static Pattern pattern(String text) {
        return Pattern.compile(
                Stream.of(text.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
    }
}
