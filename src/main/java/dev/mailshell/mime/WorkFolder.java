package dev.mailshell.mime;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/**
 * Where work in progress lies, in files that only their owner can read. Those that are given back are emptied and taken again: to make
 * and remove files all the time costs more than what is written to them, since file systems look long for an inode where many were
 * freed lately. Safe for use by several threads.
 */
public final class WorkFolder {

    private static final Set<OpenOption> EMPTY =
            Set.of(StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING, LinkOption.NOFOLLOW_LINKS);

    private final Path directory;
    private final SecureRandom random;
    private final int mostSpare;
    private final Deque<Path> spare = new ArrayDeque<>();

    /**
     * @param directory mode 0700
     * @param mostSpare so many files are kept, empty, for who takes the next; others are removed
     */
    public WorkFolder(Path directory, SecureRandom random, int mostSpare) {
        this.directory = directory;
        this.random = random;
        this.mostSpare = mostSpare;
    }

    /** A file that nobody else has, empty or not there yet. */
    public WorkFile take() {
        return new WorkFile(takeSpare().orElseGet(this::fresh), this);
    }

    private synchronized Optional<Path> takeSpare() {
        return Optional.ofNullable(spare.pollFirst());
    }

    private synchronized boolean keepSpare(Path file) {
        if (spare.size() < mostSpare) {
            spare.addFirst(file);
            return true;
        }
        return false;
    }

    private Path fresh() {
        byte[] unique = new byte[16];
        random.nextBytes(unique);
        return directory.resolve("work-" + HexFormat.of().formatHex(unique) + ".tmp");
    }

    void giveBack(Path file) throws IOException {
        try {
            FileChannel.open(file, EMPTY).close();
        } catch (NoSuchFileException neverWritten) {
            return;
        } catch (IOException e) {
            // Whoever cannot open it can still remove it.
            Files.deleteIfExists(file);
            return;
        }
        if (!keepSpare(file)) {
            Files.deleteIfExists(file);
        }
    }
}
