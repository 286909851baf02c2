package dev.mailshell.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparePipesTest {
    private static final int JOBS = 8;

    @TempDir
    private Path parent;

    @TempDir
    private Path jobs;

    private SparePipes pipes;

    @BeforeEach
    void prepare() {
        pipes = new SparePipes(parent);
    }

    @Test
    void givesPipesThatOnlyWeCanOpen() throws Exception {
        Path pipe = jobs.resolve("pipe");

        pipes.put(List.of(pipe));

        assertThat(Files.readAttributes(pipe, BasicFileAttributes.class).isOther())
                .isTrue();
        assertThat(permissions(pipe)).isEqualTo("rw-------");
    }

    @Test
    void keepsTheRestOfABatchForLaterJobsWhereOnlyWeCanGetAtIt() throws Exception {
        pipes.put(List.of(jobs.resolve("out"), jobs.resolve("err")));

        Path folder = only(parent);
        assertThat(permissions(folder)).isEqualTo("rwx------");
        assertThat(list(folder)).hasSize(SparePipes.BATCH - 2);

        pipes.put(List.of(jobs.resolve("out2"), jobs.resolve("err2")));
        assertThat(list(folder)).hasSize(SparePipes.BATCH - 4);
    }

    @Test
    void givesEachPipeToOneOfManyJobsThatComeAtOnce() throws Exception {
        List<FutureTask<Void>> tasks = new ArrayList<>();
        for (int job = 0; job < JOBS; job++) {
            Path folder = Files.createDirectory(jobs.resolve(Integer.toString(job)));
            tasks.add(new FutureTask<>(() -> fill(folder), null));
        }
        tasks.forEach(task -> new Thread(task).start());
        for (FutureTask<Void> task : tasks) {
            task.get();
        }

        Set<Object> inodes = new HashSet<>();
        for (Path folder : list(jobs)) {
            for (Path pipe : list(folder)) {
                inodes.add(Files.getAttribute(pipe, "unix:ino"));
            }
        }
        assertThat(inodes).hasSize(JOBS * SparePipes.BATCH);
        assertThat(list(only(parent))).isEmpty();
    }

    @Test
    void makesNewOnesWhenSomebodyRemovedTheSpares() throws Exception {
        pipes.put(List.of(jobs.resolve("before")));
        TreeRemoval.remove(only(parent));

        pipes.put(List.of(jobs.resolve("after"), jobs.resolve("again")));

        assertThat(list(jobs)).hasSize(3);
    }

    @Test
    void leavesThePipesOfAnEarlierRunAlone() throws Exception {
        new SparePipes(parent).put(List.of(jobs.resolve("earlier")));

        pipes.put(List.of(jobs.resolve("later")));

        assertThat(list(parent)).hasSize(2);
    }

    @Test
    void saysThatAPipeCannotBePutWhereNoFolderIs() {
        assertThatThrownBy(() -> pipes.put(List.of(jobs.resolve("no/such/folder"))))
                .isInstanceOf(IOException.class);
    }

    private void fill(Path folder) {
        try {
            for (int i = 0; i < SparePipes.BATCH; i += 2) {
                pipes.put(List.of(folder.resolve("out" + i), folder.resolve("err" + i)));
            }
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    private static Path only(Path folder) throws IOException {
        assertThat(list(folder)).hasSize(1);
        return list(folder).get(0);
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
