package dev.mailshell.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a client has noted beside a command file, {@code .error} or {@code .waiting}; the first of several. */
record ClientNote(String fact, String hint) {

    /** Empty if there is no such file. */
    static Optional<ClientNote> in(Path file) throws IOException {
        try {
            List<String> lines = Files.readAllLines(file);
            return Optional.of(new ClientNote(text(lines, "error: "), text(lines, "hint: ")));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    private static String text(List<String> lines, String prefix) {
        return lines.stream()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length()))
                .findFirst()
                .orElse("");
    }
}
