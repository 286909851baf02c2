package dev.mailshell.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The commands in docs/protocol.md, as a reader would copy them: a block of the page is one. */
final class ProtocolDocument {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\\n(.*?)^```$");

    private final List<String> commands;

    private ProtocolDocument(List<String> commands) {
        this.commands = commands;
    }

    static ProtocolDocument read() throws IOException {
        Matcher blocks = BLOCK.matcher(Files.readString(Path.of("docs", "protocol.md")));
        return new ProtocolDocument(
                blocks.results().map(block -> block.group(1).strip()).toList());
    }

    /** The one command that contains all of {@code words}. */
    String command(String... words) {
        List<String> found = commands.stream()
                .filter(command -> List.of(words).stream().allMatch(command::contains))
                .toList();
        if (found.size() != 1) {
            throw new IllegalStateException("docs/protocol.md has " + found.size() + " commands with "
                    + String.join(", ", words) + " (expected 1): " + found);
        }
        return found.get(0);
    }
}
