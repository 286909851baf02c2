package dev.mailshell.crypto;

import dev.mailshell.model.IdentityName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Keys of one kind in the folders of a home, read anew when those have changed. Safe for use by several threads.
 *
 * @param <K> what a reading makes of them
 */
public final class WatchedKeys<K> implements Supplier<K> {

    private final Path home;
    private final IdentityName self;
    private final Peers peers;
    private final Reading<K> reading;
    private List<String> readState = List.of();
    private K keys;

    /** Makes one kind of keys of the files in the folders of a home. */
    @FunctionalInterface
    public interface Reading<K> {

        /**
         * Reads them whole or not at all.
         *
         * @throws KeyringFailure if they are not as they must be
         */
        K read(KeyFolders folders) throws IOException;
    }

    /** The keys of {@code self}, whose home is {@code home}; nothing is read before {@link #get()}. */
    public WatchedKeys(Path home, IdentityName self, Peers peers, Reading<K> reading) {
        this.home = home;
        this.self = self;
        this.peers = peers;
        this.reading = reading;
    }

    /**
     * The keys as the folders are now.
     *
     * @throws KeyringFailure if they are not as they must be; an earlier reading is not used instead, since what changed may be a
     *     revocation
     */
    @Override
    public synchronized K get() {
        try {
            List<String> state = state();
            if (keys == null || !state.equals(readState)) {
                keys = null;
                keys = reading.read(new KeyFolders(home, self, peers, FileOwners.ours()));
                readState = state;
            }
            return keys;
        } catch (IOException | UncheckedIOException e) {
            throw new KeyringFailure(
                    "the key folders cannot be read", "check identity, trust and revoked of " + home.getFileName(), e);
        }
    }

    /** Cheap to compare, and different after any change: what is there, when it changed, and who may read it. */
    private List<String> state() throws IOException {
        Stream.Builder<String> lines = Stream.builder();
        addState("identity", 1, lines);
        addState("revoked", 1, lines);
        addState("trust", 0, lines);
        addState("trust/" + peers.folder(), 2, lines);
        return lines.build().sorted().toList();
    }

    /** Only as deep as keys are read, lest a link leads us around the whole file system. */
    private void addState(String folder, int depth, Consumer<String> lines) throws IOException {
        Path root = home.resolve(folder);
        if (Files.isDirectory(root)) {
            Files.walkFileTree(root, Set.of(FileVisitOption.FOLLOW_LINKS), depth, new StateVisitor(lines));
        }
    }

    /** Tells of each file and folder. What goes away meanwhile is not there: a file gets its name when it is whole. */
    private static final class StateVisitor extends SimpleFileVisitor<Path> {

        private final Consumer<String> lines;

        StateVisitor(Consumer<String> lines) {
            this.lines = lines;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
            return add(folder);
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            return add(file);
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }

        /** A link counts as what it leads to, or as itself if that is nothing: if it matters, whoever reads it will say so. */
        private FileVisitResult add(Path path) throws IOException {
            LinkOption[] options =
                    Files.exists(path) ? new LinkOption[0] : new LinkOption[] {LinkOption.NOFOLLOW_LINKS};
            try {
                lines.accept(path + " " + Files.readAttributes(path, "unix:ctime,mode,size,ino", options));
            } catch (NoSuchFileException e) {
                return visitFileFailed(path, e);
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
