package dev.mailshell.mime;

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

/** A hidden folder, for the owner of this process alone, whose entries appear in the folder around it all together, or not at all. */
public final class StagedFolder implements AutoCloseable {

    private static final FileAttribute<Set<PosixFilePermission>> OWNER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    /** What its name begins with: who looks at the folder around it has nothing to find there yet. */
    public static final String PREFIX = ".unfinished-";

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

    /**
     * A new, empty one in {@code target}, which is made with mode 0700 if it is missing.
     *
     * @throws IOException if it cannot be made
     */
    public static StagedFolder in(Path target) throws IOException {
        boolean isNew = Files.notExists(target);
        if (isNew) {
            Files.createDirectories(target, OWNER);
        }
        return new StagedFolder(target, isNew, Files.createTempDirectory(target, PREFIX, OWNER));
    }

    /** Where to write, mode 0700. */
    public Path path() {
        return staging;
    }

    /**
     * Moves what was written into place.
     *
     * @throws IOException if something cannot be moved; what was, is removed at the end
     */
    public void publish() throws IOException {
        publish("");
    }

    /**
     * Moves what was written into place: what is called {@code last} only once all else is there, also after a loss of power.
     *
     * @throws IOException if something cannot be moved; what was, is removed at the end
     */
    public void publish(String last) throws IOException {
        Path latest = staging.resolve(last);
        for (Path entry : entries(staging)) {
            if (!entry.equals(latest)) {
                move(entry);
            }
        }
        PrivateFile.forceNames(target);
        if (!last.isEmpty() && Files.exists(latest)) {
            move(latest);
            PrivateFile.forceNames(target);
        }
        published = true;
    }

    private void move(Path entry) throws IOException {
        Path place = target.resolve(entry.getFileName());
        Files.move(entry, place, StandardCopyOption.ATOMIC_MOVE);
        moved.add(place);
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
