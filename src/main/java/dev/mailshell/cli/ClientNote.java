package dev.mailshell.cli;

import dev.mailshell.model.IdentityName;
import java.io.IOException;
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

    /** Empty if there is no such file. */
    static Optional<ClientNote> in(Path file) throws IOException {
        try {
            List<String> lines = Files.readAllLines(file);
            return Optional.of(new ClientNote(text(lines, "error: "), text(lines, "hint: ")));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    /** Of a file with a note on each of several servers: those. Empty if it is about none of them, or there is no such file. */
    static Map<IdentityName, ClientNote> byServer(Path file) throws IOException {
        Map<IdentityName, ClientNote> notes = new LinkedHashMap<>();
        try {
            List<String> lines = Files.readAllLines(file);
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

    private static String text(List<String> lines, String prefix) {
        return lines.stream()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length()))
                .findFirst()
                .orElse("");
    }
}
