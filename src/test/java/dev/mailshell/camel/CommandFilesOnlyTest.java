package dev.mailshell.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.component.file.GenericFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandFilesOnlyTest {

    @TempDir
    Path outbox;

    private final List<String> warnings = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-20T10:00:00Z");
    private final CommandFilesOnly filter = new CommandFilesOnly(file -> true, () -> now, warnings::add);

    private boolean look(String name) {
        GenericFile<File> file = new GenericFile<>();
        file.setFileNameOnly(name);
        file.setFile(outbox.resolve(name).toFile());
        return filter.accept(file);
    }

    @Test
    void saysOnceThatAFileOfAnotherNameStays() {
        assertThat(look("foo.txt")).isFalse();
        now = now.plus(CommandFilesOnly.SETTLED);
        assertThat(look("foo.txt")).isFalse();
        assertThat(look("foo.txt")).isFalse();

        assertThat(warnings)
                .containsExactly("outbox/foo.txt is not taken: a command file's name ends with .cmd or .json");
    }

    @Test
    void saysNothingOfAFileThatGetsItsNameLater() {
        look("foo.cmd.part");
        now = now.plus(CommandFilesOnly.SETTLED).minusMillis(1);
        look("foo.cmd.part");

        assertThat(look("foo.cmd")).isTrue();
        assertThat(warnings).isEmpty();
    }

    @Test
    void saysNoMoreThanItCanRemember() throws IOException {
        for (int number = 0; number < 2 * CommandFilesOnly.MAX_NAMES; number++) {
            Files.createFile(outbox.resolve("foo" + number));
        }
        for (int round = 0; round < 3; round++) {
            for (int number = 0; number < 2 * CommandFilesOnly.MAX_NAMES; number++) {
                look("foo" + number);
            }
            now = now.plus(CommandFilesOnly.SETTLED);
        }

        assertThat(warnings).hasSize(CommandFilesOnly.MAX_NAMES);
    }

    @Test
    void forgetsFilesThatAreGone() throws IOException {
        Files.createFile(outbox.resolve("foo.txt"));
        look("foo.txt");
        for (int number = 0; number < 2 * CommandFilesOnly.MAX_NAMES; number++) {
            look("passing" + number + ".tmp");
            look("foo.txt");
        }
        Files.createFile(outbox.resolve("bar.txt"));
        look("bar.txt");
        now = now.plus(CommandFilesOnly.SETTLED);
        look("foo.txt");
        look("bar.txt");

        assertThat(warnings)
                .hasSize(2)
                .allMatch(line -> line.startsWith("outbox/foo.txt ") || line.startsWith("outbox/bar.txt "));
    }

    @Test
    void leavesCommandFilesToTheNextFilter() {
        CommandFilesOnly refusing = new CommandFilesOnly(file -> false, () -> now, warnings::add);
        GenericFile<File> file = new GenericFile<>();
        file.setFileNameOnly("foo.json");

        assertThat(refusing.accept(file)).isFalse();
        assertThat(look("foo.json")).isTrue();
        assertThat(look("foo.cmd")).isTrue();
    }
}
