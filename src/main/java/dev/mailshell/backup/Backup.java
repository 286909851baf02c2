package dev.mailshell.backup;

import dev.mailshell.config.Home;
import dev.mailshell.crypto.ProtectionFailure;
import dev.mailshell.crypto.pgp.PassphraseEncryption;
import dev.mailshell.ledger.LedgerFailure;
import dev.mailshell.mime.PrivateFile;
import dev.mailshell.mime.StagedFolder;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.List;

/** Writes a home into one file under a passphrase. */
public final class Backup {

    private final PassphraseEncryption encryption;
    private final SecureRandom random;

    /** @param passphrase without which nobody reads the file */
    public Backup(String passphrase, SecureRandom random) {
        this.encryption = new PassphraseEncryption(passphrase);
        this.random = random;
    }

    /**
     * What was written.
     *
     * @param files how many
     * @param bytes the length of the backup
     * @param skipped what of the home is neither a file nor a folder, and is not in it
     */
    public record Result(int files, long bytes, List<String> skipped) {}

    /**
     * Writes a home to a new file of mode 0600, which is there whole and read again, or not at all. The party may run meanwhile. Needs, while
     * it works, as much room in the home as its largest database.
     *
     * @param home whose ledger lies in its state folder
     * @throws BackupFailure if {@code to} exists or lies in the home
     * @throws LedgerFailure if a database cannot be copied
     * @throws IOException if a file cannot be read or written
     */
    public Result write(Home home, Manifest manifest, Path to) throws BackupFailure, IOException {
        Path target = to.toAbsolutePath().normalize();
        refuse(home, target);
        Path unfinished = Files.createTempFile(
                target.getParent(),
                ".mailshell-backup-",
                ".part",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.delete(unfinished);
            // A link to a home is not a home to who walks through it.
            HomeArchive archive = archive(new Home(home.directory().toRealPath()), manifest, unfinished);
            long bytes = Files.size(unfinished);
            publish(unfinished, target);
            return new Result(archive.count(), bytes, archive.skipped());
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static void refuse(Home home, Path target) throws BackupFailure, IOException {
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw exists(target, null);
        }
        Path folder = target.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new BackupFailure(
                    "there is no folder for the file " + target, "make it, or name a file in another one");
        }
        if (folder.toRealPath().startsWith(home.directory().toRealPath())) {
            throw new BackupFailure(
                    "the file " + target + " lies in the home that it is to hold",
                    "name a file elsewhere, best on another machine");
        }
    }

    private HomeArchive archive(Home home, Manifest manifest, Path file) throws IOException {
        try (StagedFolder work = StagedFolder.in(home.work())) {
            HomeArchive archive = new HomeArchive(home, manifest, work.path());
            MessageDigest written = sha256();
            try (OutputStream out = PrivateFile.create(file)) {
                encryption.encrypt(
                        plaintext -> archive.writeTo(new DigestOutputStream(plaintext, written)),
                        manifest.madeAt(),
                        random,
                        out);
            }
            PrivateFile.force(file);
            requireReadable(file, written.digest());
            return archive;
        }
    }

    private void requireReadable(Path file, byte[] digest) throws IOException {
        MessageDigest read = sha256();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            encryption.decrypt(
                    in,
                    plaintext -> plaintext.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), read)));
        } catch (ProtectionFailure e) {
            throw new IOException("what was written cannot be read again (" + e.getMessage() + ")", e);
        }
        if (!MessageDigest.isEqual(digest, read.digest())) {
            throw new IOException("what was written is not what is read again");
        }
    }

    /** Never over another file; only where there are no hard links, as on a USB stick, might one come in between. */
    private static void publish(Path unfinished, Path target) throws BackupFailure, IOException {
        try {
            Files.createLink(target, unfinished);
        } catch (FileAlreadyExistsException e) {
            throw exists(target, e);
        } catch (UnsupportedOperationException | FileSystemException e) {
            if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                throw exists(target, e);
            }
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        }
        PrivateFile.forceNames(target.getParent());
    }

    private static BackupFailure exists(Path target, Exception cause) {
        return new BackupFailure(
                "the file " + target + " exists already", "name a new one: no backup is overwritten", cause);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
