package dev.mailshell.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagedFolderTest {

    @TempDir
    Path directory;

    @Test
    void showsNothingBeforeItIsPublished() throws Exception {
        Path target = directory.resolve("new/homes");

        try (StagedFolder staged = StagedFolder.in(target)) {
            write(staged, "a");
            assertThat(target.resolve("a")).doesNotExist();
            staged.publish();
            assertThat(target.resolve("a/file")).exists();
        }

        assertThat(names(target)).containsExactly("a");
    }

    @Test
    void removesEverythingIfItIsNotPublished() throws Exception {
        Path target = directory.resolve("homes");

        try (StagedFolder staged = StagedFolder.in(target)) {
            write(staged, "a");
        }

        assertThat(target).doesNotExist();
    }

    @Test
    void takesBackWhatItMovedIfALaterMoveFails() throws Exception {
        Files.createDirectories(directory.resolve("b/taken"));

        assertThatThrownBy(() -> {
                    try (StagedFolder staged = StagedFolder.in(directory)) {
                        write(staged, "a");
                        write(staged, "b");
                        staged.publish();
                    }
                })
                .isInstanceOf(IOException.class);

        assertThat(names(directory)).containsExactly("b");
        assertThat(directory.resolve("b/taken")).exists();
    }

    private static void write(StagedFolder staged, String name) throws IOException {
        Files.createDirectory(staged.path().resolve(name));
        Files.writeString(staged.path().resolve(name).resolve("file"), "content");
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }
}
