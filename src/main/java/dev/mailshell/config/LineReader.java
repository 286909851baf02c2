package dev.mailshell.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads {@code key=value} lines. A line that begins with {@code #} is a comment; blanks around key and value do not count;
 * nothing is escaped and no line continues on the next, so that a password is written as it is.
 */
final class LineReader {

    private static final long LARGEST = 64 * 1024;

    private final Problems problems;

    LineReader(Problems problems) {
        this.problems = problems;
    }

    /** The lines of {@code file}; what cannot be read becomes a problem. */
    List<Line> read(Path file) throws IOException {
        String name = file.getFileName().toString();
        if (Files.size(file) > LARGEST) {
            problems.add(
                    name,
                    "the file is too large (was " + Files.size(file) + " bytes, expected at most 64 KiB)",
                    "look for something pasted in by mistake");
            return List.of();
        }
        try {
            return parse(name, Files.readString(file, StandardCharsets.UTF_8));
        } catch (CharacterCodingException e) {
            problems.add(name, "the file is not UTF-8 text", "save it as UTF-8");
            return List.of();
        }
    }

    private List<Line> parse(String name, String text) {
        List<Line> lines = new ArrayList<>();
        int number = 0;
        for (String raw : text.lines().toList()) {
            number++;
            String line = raw.strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            int equals = line.indexOf('=');
            if (equals < 1) {
                // The line itself stays out of the message: it may be a password that lost its key.
                problems.add(name + ":" + number, "the line is not of the form key=value", "begin a comment with #");
                continue;
            }
            String key = line.substring(0, equals).strip();
            String value = line.substring(equals + 1).strip();
            int column = raw.stripTrailing().length() - value.length() + 1;
            lines.add(new Line(key, new Setting(value, name + ":" + number, column)));
        }
        return lines;
    }

    /** A key and what was written for it. */
    record Line(String key, Setting setting) {}
}
