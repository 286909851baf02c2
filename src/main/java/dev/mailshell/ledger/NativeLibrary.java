package dev.mailshell.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/** SQLite's native code, loaded from a folder that is gone at once: the driver would leave it behind at each kill. */
final class NativeLibrary {

    /** The folder of a library that the driver loads as it is. */
    private static final String LIBRARY = "org.sqlite.lib.path";

    /** The folder into which the driver unpacks its own. */
    private static final String UNPACKED = "org.sqlite.tmpdir";

    private NativeLibrary() {}

    /**
     * Has the driver load its library from below {@code directory}, once a process. Does nothing if a property names a folder for it
     * already.
     *
     * @throws SQLException if it cannot be loaded, as where programs may not be loaded from {@code directory}
     */
    static synchronized void load(Path directory) throws IOException, SQLException {
        if (System.getProperty(LIBRARY) != null || System.getProperty(UNPACKED) != null) {
            return;
        }
        Path folder = Files.createTempDirectory(
                directory,
                "native",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        // In case that there is none for this machine in the driver.
        System.setProperty(UNPACKED, folder.toString());
        try {
            unpack(folder);
            System.setProperty(LIBRARY, folder.toString());
            DriverManager.getConnection("jdbc:sqlite::memory:").close();
        } finally {
            remove(folder);
        }
    }

    /**
     * The driver would do it too, but then reads both again, byte by byte, since another may write to its folder. Nobody else can
     * enter this one, and a copy that is not whole is an exception.
     */
    private static void unpack(Path folder) throws IOException {
        String name = LibraryLoaderUtil.getNativeLibName();
        String place = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
        try (InputStream library = SQLiteJDBCLoader.class.getResourceAsStream(place)) {
            if (library != null) {
                Files.copy(library, folder.resolve(name));
            }
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
