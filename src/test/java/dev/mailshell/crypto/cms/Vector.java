package dev.mailshell.crypto.cms;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** One mail with at most one fault; each byte is one character of {@code mail}. */
public record Vector(String folder, String name, String expect, String mail) {

    /** Where the vectors or the keys of that name are. */
    public static Path folder(String name) {
        try {
            URL url = Objects.requireNonNull(Vector.class.getResource("/vectors/" + name));
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All vectors of a folder, by name. */
    public static List<Vector> all(String folder) throws IOException {
        List<Vector> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder(folder))) {
            for (Path file : files.sorted().toList()) {
                all.add(read(folder, file));
            }
        }
        return all;
    }

    private static Vector read(String folder, Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\n\n");
        String first = text.substring(0, text.indexOf('\n'));
        if (!first.startsWith("expect: ")
                || !text.substring(first.length() + 1, end).startsWith("made-with: ")) {
            throw new IOException("not a vector: " + file.getFileName());
        }
        return new Vector(
                folder, file.getFileName().toString(), first.substring("expect: ".length()), text.substring(end + 2));
    }

    @Override
    public String toString() {
        return name + ": " + expect;
    }
}
