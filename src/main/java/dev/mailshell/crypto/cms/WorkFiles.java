package dev.mailshell.crypto.cms;

import dev.mailshell.mime.PrivateFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The temporary files of one opening, mode 0600; those that nobody keeps are deleted when it ends, however it ends. */
final class WorkFiles implements AutoCloseable {

    private final Path directory;
    private final SecureRandom random;
    private final List<Path> files = new ArrayList<>();

    WorkFiles(Path directory, SecureRandom random) {
        this.directory = directory;
        this.random = random;
    }

    /** A name that is free. */
    Path name() {
        byte[] unique = new byte[16];
        random.nextBytes(unique);
        Path file = directory.resolve("open-" + HexFormat.of().formatHex(unique) + ".tmp");
        files.add(file);
        return file;
    }

    OutputStream create(Path file) throws IOException {
        return PrivateFile.create(file);
    }

    /** Leaves the file to the caller. */
    Path keep(Path file) {
        files.remove(file);
        return file;
    }

    @Override
    public void close() throws IOException {
        IOException failure = null;
        for (Path file : files) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
