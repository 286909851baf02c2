package dev.mailshell.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadyFileTest {

    @TempDir
    Path directory;

    @Test
    void isThereFromReadyToStop() throws Exception {
        Path file = directory.resolve("ready");
        ReadyFile ready = new ReadyFile(file);

        ready.clear();
        assertThat(file).doesNotExist();
        ready.make();
        assertThat(file).isEmptyFile();
        ready.delete();
        assertThat(file).doesNotExist();
    }

    @Test
    void isNotLeftByARunThatWasKilled() throws Exception {
        Path file = Files.createFile(directory.resolve("ready"));

        new ReadyFile(file).clear();

        assertThat(file).doesNotExist();
    }

    @Test
    void isNotMadeAnyMoreOnceTheStopHasBegun() throws Exception {
        Path file = directory.resolve("ready");
        ReadyFile ready = new ReadyFile(file);

        ready.delete();
        ready.make();

        assertThat(file).doesNotExist();
    }

    @Test
    void deletesNothingThatHasContent() throws Exception {
        Path policy = Files.writeString(directory.resolve("policy.yaml"), "defaults: {}\n");

        assertThatThrownBy(() -> new ReadyFile(policy).clear())
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("is something else");
        assertThat(policy).hasContent("defaults: {}");
    }

    @Test
    void deletesNoFolderAndNoLink() throws Exception {
        Path folder = Files.createDirectory(directory.resolve("folder"));
        Path link =
                Files.createSymbolicLink(directory.resolve("link"), Files.createFile(directory.resolve("elsewhere")));

        assertThatThrownBy(() -> new ReadyFile(folder).clear()).isInstanceOf(CommandFailure.class);
        assertThatThrownBy(() -> new ReadyFile(link).clear()).isInstanceOf(CommandFailure.class);
        assertThat(folder).exists();
        assertThat(link).exists();
    }

    @Test
    void saysBeforeAnythingStartsThatItsFolderIsMissing() {
        assertThatThrownBy(() -> new ReadyFile(directory.resolve("none/ready")).clear())
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("there is no folder for the ready file");
    }

    @Test
    void isNothingWhereItWasNotAskedFor() {
        assertThatCode(() -> {
                    ReadyFile ready = new ReadyFile();
                    ready.clear();
                    ready.make();
                    ready.delete();
                })
                .doesNotThrowAnyException();
    }
}
