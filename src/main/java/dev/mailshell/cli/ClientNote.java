package dev.mailshell.cli;

import dev.mailshell.model.IdentityName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a client has noted beside a command file, {@code .error} or {@code .waiting}; the first of several. */
record ClientNote(String fact, String hint) {

    private static final String SERVER = "server: ";
    /** Of a note for each of a hundred servers. */
    private static final int MOST_BYTES = 64 * 1024;

    private static final int LONGEST = 400;

    /** Empty if there is no such file. */
    static Optional<ClientNote> in(Path file) throws IOException {
        try {
            List<String> lines = lines(file);
            return Optional.of(new ClientNote(text(lines, "error: "), text(lines, "hint: ")));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    /** Of a file with a note on each of several servers: those. Empty if it is about none of them, or there is no such file. */
    static Map<IdentityName, ClientNote> byServer(Path file) throws IOException {
        Map<IdentityName, ClientNote> notes = new LinkedHashMap<>();
        try {
            List<String> lines = lines(file);
            for (int from = 0, to = 0; to < lines.size(); to++) {
                if (lines.get(to).startsWith(SERVER)) {
                    List<String> note = lines.subList(from, to);
                    notes.put(
                            new IdentityName(lines.get(to).substring(SERVER.length())),
                            new ClientNote(text(note, "error: "), text(note, "hint: ")));
                    from = to + 1;
                }
            }
        } catch (NoSuchFileException none) {
            return Map.of();
        }
        return notes;
    }

    /** Of the beginning; what is no text in UTF-8 is replaced, since one bad note must hide no command. */
    private static List<String> lines(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    private static String text(List<String> lines, String prefix) {
        return lines.stream()
                .filter(line -> line.startsWith(prefix))
                .map(line -> Excerpt.of(line.substring(prefix.length()), LONGEST))
                .findFirst()
                .orElse("");
    }
}
