package dev.mailshell.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLogTest {

    @TempDir
    Path directory;

    private final List<String> troubles = new ArrayList<>();

    /** Not by modes, which do not hold root. */
    @Test
    void tellsOnceThatATableCannotBeWrittenAndAgainAfterItCouldBe() throws Exception {
        CommandLog log = log();
        Path table = directory.resolve("commands.csv");
        Files.createDirectory(table);

        log.row(List.of("1"));
        log.row(List.of("2"));
        assertThat(troubles).containsExactly("commands.csv");

        Files.delete(table);
        log.row(List.of("3"));
        assertThat(table).content().contains("\"3\"");

        Files.delete(table);
        Files.createDirectory(table);
        log.row(List.of("4"));
        assertThat(troubles).containsExactly("commands.csv", "commands.csv");
    }

    @Test
    void goesOnWithTheTableWhereTextsCannotBeWritten() throws Exception {
        CommandLog log = log();
        Files.createFile(directory.resolve("commands"));

        log.tell(UUID.randomUUID(), "x\n");
        log.row(List.of("1"));

        assertThat(troubles).containsExactly("commands/");
        assertThat(directory.resolve("commands.csv")).content().contains("\"1\"");
    }

    private CommandLog log() {
        return new CommandLog(directory, List.of("id"), Clock.systemUTC(), (what, failure) -> troubles.add(what));
    }
}
