package dev.mailshell.backup;

import dev.mailshell.config.Home;
import dev.mailshell.crypto.ProtectionFailure;
import dev.mailshell.crypto.pgp.PassphraseEncryption;
import dev.mailshell.ledger.StateDatabase;
import dev.mailshell.mime.StagedFolder;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

/** Makes a home of a backup. */
public final class Restoration {

    private final PassphraseEncryption encryption;

    /** @param passphrase of the backup */
    public Restoration(String passphrase) {
        this.encryption = new PassphraseEncryption(passphrase);
    }

    /**
     * What was restored.
     *
     * @param manifest what the backup says of itself
     * @param files how many
     */
    public record Result(Manifest manifest, int files) {}

    /**
     * Puts all that is in a backup into a home, for the owner of this process alone; nothing appears before all of it is proved to be what was
     * written, and its databases are proved to be sound. Its ledger knows that it comes from a backup.
     *
     * @param home must be empty or not there
     * @throws BackupFailure if there is something in {@code home}, or {@code from} is no backup, was changed, or has another passphrase
     * @throws dev.mailshell.ledger.LedgerFailure if one of the databases is damaged or of a newer release, or is a ledger without that knowledge
     * @throws IOException if something cannot be read or written
     */
    public Result run(Path from, Home home) throws BackupFailure, IOException {
        if (!Files.isRegularFile(from)) {
            throw new BackupFailure("there is no file " + from, "name a file that mailshell backup wrote");
        }
        requireEmpty(home.directory());
        try (StagedFolder unfinished = StagedFolder.in(home.directory())) {
            Extraction extraction = extract(from, unfinished.path());
            requireSound(new Home(unfinished.path()), extraction.manifest());
            Files.setPosixFilePermissions(home.directory(), PosixFilePermissions.fromString("rwx------"));
            // Without its settings nothing starts there.
            unfinished.publish(home.properties().getFileName().toString());
            return new Result(extraction.manifest(), extraction.files());
        }
    }

    private static void requireEmpty(Path directory) throws BackupFailure, IOException {
        if (Files.notExists(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.isDirectory(directory)) {
            throw new BackupFailure("the home " + directory + " is no folder", "name another one with --home DIR");
        }
        try (Stream<Path> entries = Files.list(directory)) {
            if (entries.findAny().isPresent()) {
                throw new BackupFailure(
                        "the home " + directory + " is not empty",
                        "name a new folder with --home DIR; if the old home is no longer of use, move it away first");
            }
        }
    }

    private Extraction extract(Path from, Path folder) throws BackupFailure, IOException {
        Extraction extraction = new Extraction(folder);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(from), 1 << 16)) {
            encryption.decrypt(in, extraction::read);
            return extraction;
        } catch (ProtectionFailure | DamagedArchive | EOFException e) {
            throw new BackupFailure(
                    "the backup " + from + " cannot be read (" + e.getMessage() + ")",
                    "see that the file is whole and the passphrase is that of this file; if so, use another backup",
                    e);
        }
    }

    private static void requireSound(Home home, Manifest manifest) throws BackupFailure {
        for (StateDatabase database : StateDatabase.values()) {
            Path file = home.state().resolve(database.fileName());
            if (Files.exists(file)) {
                database.requireCopy(file);
            } else if (database == StateDatabase.LEDGER && manifest.role().runsCommands()) {
                throw new BackupFailure(
                        "the backup has no ledger, so that commands could run a second time",
                        "restore a file that mailshell backup wrote");
            }
        }
    }
}
