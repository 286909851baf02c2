package dev.mailshell.backup;

import dev.mailshell.config.Home;
import dev.mailshell.ledger.StateDatabase;
import dev.mailshell.mime.Content;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A home as an archive, written while its party runs. */
final class HomeArchive implements Content {

    private final Home home;
    private final Manifest manifest;
    private final Path work;
    private final HomeFiles files;
    private final Set<String> folders = new HashSet<>();
    private int count;

    /** @param work an empty folder for copies of databases, one at a time */
    HomeArchive(Home home, Manifest manifest, Path work) {
        this.home = home;
        this.manifest = manifest;
        this.work = work;
        this.files = new HomeFiles(home);
    }

    /** How many files are in it. */
    int count() {
        return count;
    }

    /** What was left out since it is neither a file nor a folder. */
    List<String> skipped() {
        return files.skipped();
    }

    /**
     * Writes it.
     *
     * @throws dev.mailshell.ledger.LedgerFailure if a database cannot be copied
     * @throws IOException also if a key was changed meanwhile, so that mail would be under another one
     */
    @Override
    public void writeTo(OutputStream out) throws IOException {
        TarWriter tar = new TarWriter(out, manifest.madeAt());
        byte[] encoded = manifest.encoded();
        tar.file(new TarEntry(Manifest.ENTRY, false, false, encoded.length), new ByteArrayInputStream(encoded));
        byte[] keys = keys();
        files.forEachBefore((path, name, isFolder) -> add(tar, path, name, isFolder));
        addDatabases(tar);
        files.forEachReply((path, name, isFolder) -> add(tar, path, name, isFolder));
        files.forEachAfter((path, name, isFolder) -> add(tar, path, name, isFolder));
        if (!Arrays.equals(keys, keys())) {
            throw new IOException("the keys of stored mail were changed meanwhile: do it again");
        }
        tar.end();
    }

    private byte[] keys() throws IOException {
        return Files.exists(home.mailStoreKeys()) ? Files.readAllBytes(home.mailStoreKeys()) : new byte[0];
    }

    private void addDatabases(TarWriter tar) throws IOException {
        for (StateDatabase database : StateDatabase.values()) {
            Path file = home.state().resolve(database.fileName());
            Path copy = Files.createDirectory(work.resolve("state")).resolve(database.fileName());
            if (Files.exists(file)) {
                database.copy(file, copy, manifest.madeAt());
            } else if (database == StateDatabase.LEDGER && manifest.role().runsCommands()) {
                // Without one, a restored server would take all that was run since for new.
                database.make(copy, manifest.madeAt());
            }
            if (Files.exists(copy)) {
                add(tar, copy, files.name(file), false);
                Files.delete(copy);
            }
            Files.delete(copy.getParent());
        }
    }

    private void add(TarWriter tar, Path path, String name, boolean isFolder) throws IOException {
        int slash = name.lastIndexOf('/');
        if (slash > 0) {
            addFolder(tar, name.substring(0, slash));
        }
        if (isFolder) {
            addFolder(tar, name);
        } else {
            addFile(tar, path, name);
        }
    }

    private void addFolder(TarWriter tar, String name) throws IOException {
        if (folders.add(name)) {
            tar.folder(entry(name, true, true, 0));
        }
    }

    private void addFile(TarWriter tar, Path path, String name) throws IOException {
        try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
            tar.file(entry(name, false, isExecutable(path), Files.size(path)), in);
            count++;
        } catch (NoSuchFileException e) {
            // Nothing of it was written: a reply that was sent meanwhile, for example.
        }
    }

    private static boolean isExecutable(Path file) throws IOException {
        return Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS)
                .contains(PosixFilePermission.OWNER_EXECUTE);
    }

    private static TarEntry entry(String name, boolean isFolder, boolean isExecutable, long bytes) throws IOException {
        try {
            return new TarEntry(name, isFolder, isExecutable, bytes);
        } catch (IllegalArgumentException e) {
            throw new IOException(name + ": it cannot be in an archive, " + e.getMessage(), e);
        }
    }
}
