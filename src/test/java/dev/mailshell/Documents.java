package dev.mailshell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every document of the project. */
public final class Documents {

    private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```$");
    private static final List<String> OF_OTHERS = List.of("target", ".git", ".mvn", "node_modules");

    private Documents() {}

    /** All files {@code *.md}, by their paths from the folder of the project. */
    public static List<Path> all() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(""), 4)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !OF_OTHERS.contains(file.getName(0).toString()))
                    .sorted()
                    .toList();
        }
    }

    /** Those that say how it is, not how it was or came about. */
    public static List<Path> ofNow() throws IOException {
        return all().stream()
                .filter(document -> !document.startsWith(Path.of("docs", "adr")) && !document.endsWith("CHANGELOG.md"))
                .toList();
    }

    /** What a document says outside of its blocks. */
    static String prose(Path document) throws IOException {
        return FENCED.matcher(Files.readString(document)).replaceAll("");
    }
}
