package dev.mailshell.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The commands for a shell in a page of the documents, as a reader would copy them: a block of the page is one. */
final class DocumentedShell {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\\n(.*?)^```$");

    private final String page;
    private final List<String> commands;

    private DocumentedShell(String page, List<String> commands) {
        this.page = page;
        this.commands = commands;
    }

    /** Those of {@code docs/} and {@code page}. */
    static DocumentedShell read(String page) throws IOException {
        Matcher blocks = BLOCK.matcher(Files.readString(Path.of("docs", page)));
        return new DocumentedShell(
                page, blocks.results().map(block -> block.group(1).strip()).toList());
    }

    /** The one command that contains all of {@code words}. */
    String command(String... words) {
        List<String> found = commands.stream()
                .filter(command -> List.of(words).stream().allMatch(command::contains))
                .toList();
        if (found.size() != 1) {
            throw new IllegalStateException("docs/" + page + " has " + found.size() + " commands with "
                    + String.join(", ", words) + " (expected 1): " + found);
        }
        return found.get(0);
    }
}
