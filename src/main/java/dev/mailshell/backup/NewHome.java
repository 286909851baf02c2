package dev.mailshell.backup;

import dev.mailshell.config.Home;
import dev.mailshell.mime.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A home that is being made, in a hidden folder of the place where it will be. */
final class NewHome implements AutoCloseable {

    private static final FileAttribute<Set<PosixFilePermission>> OWNER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Home home;
    private final boolean isNew;
    private final Path staging;
    private final List<Path> moved = new ArrayList<>();
    private boolean published;

    private NewHome(Home home, boolean isNew, Path staging) {
        this.home = home;
        this.isNew = isNew;
        this.staging = staging;
    }

    /** @throws BackupFailure if something is there already */
    static NewHome in(Home home) throws BackupFailure, IOException {
        Path directory = home.directory();
        boolean isNew = Files.notExists(directory, LinkOption.NOFOLLOW_LINKS);
        if (isNew) {
            Files.createDirectories(directory, OWNER);
        } else if (!Files.isDirectory(directory)) {
            throw new BackupFailure("the home " + directory + " is no folder", "name another one with --home DIR");
        } else if (!Folders.list(directory).isEmpty()) {
            throw new BackupFailure(
                    "the home " + directory + " is not empty",
                    "name a new folder with --home DIR; if the old home is no longer of use, move it away first");
        }
        return new NewHome(home, isNew, Files.createTempDirectory(directory, ".unfinished-", OWNER));
    }

    /** Where to write, mode 0700. */
    Path path() {
        return staging;
    }

    /** Moves what was written into place: the settings last, without which nothing starts there. */
    void publish() throws IOException {
        Files.setPosixFilePermissions(home.directory(), OWNER.value());
        Path settings = staging.resolve(home.properties().getFileName());
        for (Path entry : Folders.list(staging)) {
            if (!entry.equals(settings)) {
                move(entry);
            }
        }
        PrivateFile.forceNames(home.directory());
        if (Files.exists(settings)) {
            move(settings);
        }
        PrivateFile.forceNames(home.directory());
        published = true;
    }

    private void move(Path entry) throws IOException {
        Path place = home.directory().resolve(entry.getFileName());
        Files.move(entry, place, StandardCopyOption.ATOMIC_MOVE);
        moved.add(place);
    }

    /** Removes all that was made, unless it was published whole. */
    @Override
    public void close() throws IOException {
        Folders.delete(staging);
        if (published) {
            return;
        }
        for (Path place : moved) {
            Folders.delete(place);
        }
        if (isNew) {
            Files.delete(home.directory());
        }
    }
}
