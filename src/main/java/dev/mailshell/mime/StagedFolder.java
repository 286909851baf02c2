package dev.mailshell.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A hidden folder whose entries appear in the folder around it all together, or not at all. */
final class StagedFolder implements AutoCloseable {

    private static final FileAttribute<Set<PosixFilePermission>> OWNER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path target;
    private final boolean targetIsNew;
    private final Path staging;
    private final List<Path> moved = new ArrayList<>();
    private boolean published;

    private StagedFolder(Path target, boolean targetIsNew, Path staging) {
        this.target = target;
        this.targetIsNew = targetIsNew;
        this.staging = staging;
    }

    /** A new, empty one in {@code target}, which is made if it is missing. */
    static StagedFolder in(Path target) throws IOException {
        boolean isNew = Files.notExists(target);
        if (isNew) {
            Files.createDirectories(target, OWNER);
        }
        return new StagedFolder(target, isNew, Files.createTempDirectory(target, ".unfinished-", OWNER));
    }

    /** Where to write, mode 0700. */
    Path path() {
        return staging;
    }

    /** Moves what was written into place. */
    void publish() throws IOException {
        for (Path entry : entries(staging)) {
            Path place = target.resolve(entry.getFileName());
            Files.move(entry, place, StandardCopyOption.ATOMIC_MOVE);
            moved.add(place);
        }
        published = true;
    }

    /** Removes everything that was made, unless it was published whole. */
    @Override
    public void close() throws IOException {
        delete(staging);
        if (published) {
            return;
        }
        for (Path place : moved) {
            delete(place);
        }
        if (targetIsNew) {
            Files.delete(target);
        }
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
