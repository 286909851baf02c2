package dev.mailshell.backup;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A file or folder in an archive.
 *
 * @param name its path in the home, names joined by slashes
 * @param isFolder whether it is a folder, which has no bytes
 * @param isExecutable whether its owner may execute it, if it is a file
 * @param bytes its length
 */
record TarEntry(String name, boolean isFolder, boolean isExecutable, long bytes) {

    /** Of ustar, which splits a name that is longer than its field; without the split it is this. */
    static final int LONGEST_NAME = 255;

    static final int MOST_FOLDERS = 32;
    /** What eleven octal digits say. */
    static final long LARGEST = (1L << 33) - 1;

    /** @throws IllegalArgumentException if the name could lead out of the folder that it begins at, or the length is impossible */
    TarEntry {
        List<String> parts = parts(name);
        boolean leadsDown = parts.stream().noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
        if (!leadsDown || parts.size() > MOST_FOLDERS || encoded(name).length > LONGEST_NAME) {
            throw new IllegalArgumentException("the name of an entry is not a plain path");
        }
        if (bytes < 0 || bytes > LARGEST || (isFolder && bytes != 0)) {
            throw new IllegalArgumentException("the length of an entry is impossible (was " + bytes + ")");
        }
    }

    static TarEntry folder(String name) {
        return new TarEntry(name, true, true, 0);
    }

    /** Those of the folders that it is in, and its own. */
    List<String> parts() {
        return parts(name);
    }

    private static List<String> parts(String name) {
        return List.of(name.split("/", -1));
    }

    static byte[] encoded(String name) {
        return name.getBytes(StandardCharsets.UTF_8);
    }
}
