package dev.mailshell.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

/** SQLite's native code, loaded from a folder that is gone at once: the driver would leave it behind at each kill. */
final class NativeLibrary {

    private static final String FOLDER = "org.sqlite.tmpdir";

    private NativeLibrary() {}

    /**
     * Has the driver unpack its library below {@code directory} and load it, once a process. Does nothing if the property
     * {@code org.sqlite.tmpdir} names a folder already.
     *
     * @throws SQLException if it cannot be loaded, as where programs may not be loaded from {@code directory}
     */
    static synchronized void load(Path directory) throws IOException, SQLException {
        if (System.getProperty(FOLDER) != null) {
            return;
        }
        Path folder = Files.createTempDirectory(
                directory,
                "native",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        System.setProperty(FOLDER, folder.toString());
        try {
            DriverManager.getConnection("jdbc:sqlite::memory:").close();
        } finally {
            remove(folder);
        }
    }

    /** A library that is loaded needs its file no more. */
    private static void remove(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> listed = Files.list(folder)) {
            files = listed.toList();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
        Files.delete(folder);
    }
}
