package dev.mailshell.exec;

import static dev.mailshell.exec.Jobs.LONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemovalsTest {
    private final Queue<Runnable> behind = new ArrayDeque<>();

    @TempDir
    private Path parent;

    private Path tree;

    @BeforeEach
    void plant() throws IOException {
        tree = parent.resolve("tree");
        Files.createDirectories(tree.resolve("outer/inner"));
    }

    @Test
    void removesAtOnceWhatIsSmall() throws Exception {
        new Removals(LONG).remove(tree);

        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void tellsACallerThatWaitsWhatCannotBeRemoved() throws Exception {
        Path file = Files.createFile(parent.resolve("file"));
        Removals removals = new Removals(LONG);

        assertThatThrownBy(() -> removals.remove(List.of(file, tree)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString());
        assertThat(tree).doesNotExist();
    }

    @Test
    void holdsUpTheCallerNoLongerThanItsPatience() throws Exception {
        new Removals(Duration.ZERO, LONG, behind::add).remove(tree);

        assertThat(tree).exists();
        behind.remove().run();
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void leavesTheRestToAThreadOfItsOwn() throws Exception {
        new Removals(Duration.ZERO).remove(tree);

        await().untilAsserted(() -> assertThat(parent).isEmptyDirectory());
    }

    @Test
    void doesNotSwallowThatTheRestCannotBeRemoved() throws Exception {
        new Removals(Duration.ZERO, LONG, behind::add).remove(tree);
        Files.move(tree, parent.resolve("moved"));
        Files.createFile(tree);

        assertThatThrownBy(behind.remove()::run).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void givesUpADirectoryThatTakesTooLong() throws Exception {
        new Removals(Duration.ZERO, Duration.ZERO, behind::add).remove(tree);

        assertThatThrownBy(behind.remove()::run)
                .isInstanceOf(UncheckedIOException.class)
                .hasRootCauseMessage(tree + " is not empty after 0 s");
    }

    @Test
    void doesNotHoldUpTheCallerIfTooManyWait() {
        Removals full = new Removals(Duration.ZERO, LONG, task -> {
            throw new RejectedExecutionException();
        });

        assertThatThrownBy(() -> full.remove(tree))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("too many")
                .hasMessageContaining(tree.toString());
        assertThat(tree).exists();
    }
}
