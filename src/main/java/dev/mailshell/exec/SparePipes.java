package dev.mailshell.exec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/** Named pipes that were made for several jobs at once. Each is moved to one job, and never comes back. For many threads. */
final class SparePipes implements NamedPipes {
    /** How many are made at once: two for each of eight jobs. */
    static final int BATCH = 16;

    private static final String PREFIX = ".pipes-";

    private final Path parent;
    private final Queue<Path> spares = new ArrayDeque<>();
    private Optional<Path> folder = Optional.empty();
    private long made;

    /** @param parent an existing folder, in the file system of the jobs' directories; the spares are in a folder of their own in it */
    SparePipes(Path parent) {
        this.parent = parent;
    }

    @Override
    public void put(List<Path> pipes) throws IOException, InterruptedException {
        for (Path pipe : pipes) {
            put(pipe);
        }
    }

    private synchronized void put(Path pipe) throws IOException, InterruptedException {
        if (!spares.isEmpty()) {
            try {
                move(spares.remove(), pipe);
                return;
            } catch (NoSuchFileException removed) {
                // Whoever emptied the folder of jobs emptied it of these too.
                spares.clear();
            }
        }
        make();
        move(spares.remove(), pipe);
    }

    private static void move(Path spare, Path pipe) throws IOException {
        Files.move(spare, pipe, StandardCopyOption.ATOMIC_MOVE);
    }

    private void make() throws IOException, InterruptedException {
        if (folder.isEmpty() || !Files.isDirectory(folder.get())) {
            folder = Optional.of(Files.createTempDirectory(parent, PREFIX, JobDirectory.OWN_FOLDER));
        }
        List<Path> batch = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            batch.add(folder.get().resolve(Long.toString(made++)));
        }
        NamedPipes.make(batch);
        spares.addAll(batch);
    }
}
