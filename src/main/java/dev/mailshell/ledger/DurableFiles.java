package dev.mailshell.ledger;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Files and directories that belong to their owner alone, and that are on disk when a call returns. */
final class DurableFiles {

    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    private DurableFiles() {}

    /**
     * Makes sure that a directory is there, with mode 0700.
     *
     * @throws IOException also if it is there and others may enter it
     */
    static void directory(Path directory) throws IOException {
        if (Files.notExists(directory)) {
            Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(DIRECTORY));
            forceDirectory(directory.toAbsolutePath().getParent());
        }
        refuseMoreThan(DIRECTORY, directory);
    }

    /**
     * Makes sure that a file is there, with mode 0600; a new one is empty.
     *
     * @throws IOException also if it is there and others may read or write it
     */
    static void file(Path file) throws IOException {
        try {
            Files.createFile(file, ownerOnly());
        } catch (FileAlreadyExistsException e) {
            requirePrivate(file);
        }
    }

    /** @throws IOException if others may read or write {@code file} */
    static void requirePrivate(Path file) throws IOException {
        refuseMoreThan(FILE, file);
    }

    /** The attribute for a file of mode 0600. */
    static FileAttribute<Set<PosixFilePermission>> ownerOnly() {
        return PosixFilePermissions.asFileAttribute(FILE);
    }

    /** Renames within one file system, over what is there, and forces the new name to disk. */
    static void rename(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        forceDirectory(to.toAbsolutePath().getParent());
    }

    /** Forces a file's content to disk. */
    static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** The entries of a directory, in the order of their names. */
    static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.sorted().toList();
        }
    }

    private static void forceDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void refuseMoreThan(Set<PosixFilePermission> expected, Path path) throws IOException {
        Set<PosixFilePermission> actual = Files.getPosixFilePermissions(path);
        if (!expected.containsAll(actual)) {
            throw new IOException(path + " is open to others (mode " + PosixFilePermissions.toString(actual)
                    + ", expected " + PosixFilePermissions.toString(expected) + ")");
        }
    }
}
