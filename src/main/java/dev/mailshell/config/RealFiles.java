package dev.mailshell.config;

import dev.mailshell.policy.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** The file system of this machine. */
final class RealFiles implements FileTree {

    @Override
    public Optional<Place> find(String path) {
        try {
            Path real = Path.of(path).toRealPath();
            String name = real.toString();
            if (!Path.of(name).equals(real)) {
                // Its name is no text, and the program would get that of something else.
                return Optional.empty();
            }
            BasicFileAttributes attributes = Files.readAttributes(real, BasicFileAttributes.class);
            return Optional.of(new Place(name, kind(attributes)));
        } catch (IOException | InvalidPathException e) {
            // Not there, or not for us to see: to a client both are the same.
            return Optional.empty();
        }
    }

    private static Kind kind(BasicFileAttributes attributes) {
        if (attributes.isRegularFile()) {
            return Kind.FILE;
        }
        return attributes.isDirectory() ? Kind.DIRECTORY : Kind.OTHER;
    }
}
