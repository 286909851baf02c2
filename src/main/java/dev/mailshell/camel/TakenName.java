package dev.mailshell.camel;

import java.nio.file.Path;
import java.util.UUID;

/**
 * The name of a command file that was taken: the id of its command, a hyphen, and what the person called it. The id is in the name so
 * that it survives whatever happens to us: a second attempt is the same command.
 */
public record TakenName(UUID id, String original) {

    private static final int ID_LENGTH = 36;

    /** The name of {@code file}; its form is what the route's {@code include} admits. */
    static TakenName of(Path file) {
        String name = file.getFileName().toString();
        return new TakenName(UUID.fromString(name.substring(0, ID_LENGTH)), name.substring(ID_LENGTH + 1));
    }

    /** As a file name. */
    @Override
    public String toString() {
        return id + "-" + original;
    }
}
