package dev.mailshell.backup;

import dev.mailshell.mime.PrivateFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** Writes the files of an archive into an empty folder of mode 0700, all for their owner alone; what leads out of it is refused. */
final class Extraction {

    private static final FileAttribute<Set<PosixFilePermission>> OWNER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private static final int MOST_ENTRIES = 1_000_000;

    private final Path folder;
    private Optional<Manifest> manifest = Optional.empty();
    private int entries;
    private int files;

    Extraction(Path folder) {
        this.folder = folder;
    }

    /** What the archive says of itself. */
    Manifest manifest() {
        return manifest.orElseThrow();
    }

    int files() {
        return files;
    }

    /**
     * Writes all that is in {@code archive}, which is read to its end.
     *
     * @throws DamagedArchive if it is not an archive of ours
     */
    void read(InputStream archive) throws IOException {
        TarReader tar = new TarReader(archive);
        manifest = Optional.of(readManifest(tar));
        for (Optional<TarEntry> entry = tar.next(); entry.isPresent(); entry = tar.next()) {
            if (++entries > MOST_ENTRIES) {
                throw new DamagedArchive("it has too many entries (expected at most " + MOST_ENTRIES + ")");
            }
            write(entry.get(), tar);
        }
    }

    private static Manifest readManifest(TarReader tar) throws IOException {
        Optional<TarEntry> first = tar.next()
                .filter(entry ->
                        entry.name().equals(Manifest.ENTRY) && !entry.isFolder() && entry.bytes() <= Manifest.LARGEST);
        if (first.isEmpty()) {
            throw new DamagedArchive("it does not begin with what a backup says of itself");
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        tar.copy(said);
        return Manifest.read(said.toByteArray())
                .orElseThrow(() -> new DamagedArchive("it is of a form that this release does not know"));
    }

    private void write(TarEntry entry, TarReader tar) throws IOException {
        Path place = folder;
        for (String part : entry.parts()) {
            place = place.resolve(part);
        }
        try {
            if (entry.isFolder()) {
                Files.createDirectory(place, OWNER);
            } else {
                writeFile(place, tar);
                if (entry.isExecutable()) {
                    Files.setPosixFilePermissions(place, OWNER.value());
                }
            }
        } catch (FileSystemException e) {
            // Named twice, or below what is not there or is a file.
            if (Files.exists(place) || !Files.isDirectory(place.getParent())) {
                throw new DamagedArchive("it has " + entry.name() + " where that cannot be", e);
            }
            throw e;
        }
    }

    private void writeFile(Path place, TarReader tar) throws IOException {
        try (OutputStream out = PrivateFile.create(place)) {
            tar.copy(out);
        }
        PrivateFile.force(place);
        files++;
    }
}
