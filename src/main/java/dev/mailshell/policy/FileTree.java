package dev.mailshell.policy;

import java.util.Optional;

/** The file system, as far as a policy asks it. */
@FunctionalInterface
public interface FileTree {

    /** What a path leads to. */
    enum Kind {
        /** A regular file. */
        FILE,
        /** A directory. */
        DIRECTORY,
        /** A device, a socket, a named pipe. */
        OTHER
    }

    /**
     * What a path leads to, all links followed.
     *
     * @param path absolute, without links and dots
     */
    record Place(String path, Kind kind) {}

    /** Where {@code path}, which is absolute, leads to now; empty if to nothing, or to where this process may not look. */
    Optional<Place> find(String path);
}
