package dev.mailshell.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of certificates that are trusted. */
final class CaFiles {

    private CaFiles() {}

    /** A file with what is in two others; its name, as a setting. */
    static String join(Path target, Path one, Path two) throws IOException {
        return Files.writeString(target, Files.readString(one) + "\n" + Files.readString(two))
                .toString();
    }
}
