package dev.mailshell.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The files that the service manager hands to this process alone: those of LoadCredential= in a unit of systemd. */
final class ServiceCredentials {

    private static final int ANY = 07777;
    private static final int READ_OF_OWNER_AND_GROUP = 0440;
    private static final int WRITE_OF_OTHERS = 0022;
    private static final Integer ROOT = 0;

    private final Optional<Path> folder;

    private ServiceCredentials(Optional<Path> folder) {
        this.folder = folder;
    }

    /** Those of {@code environment}; none where it names no folder of them. */
    static ServiceCredentials of(Map<String, String> environment) {
        try {
            return new ServiceCredentials(Optional.ofNullable(environment.get("CREDENTIALS_DIRECTORY"))
                    .map(Path::of)
                    .filter(Path::isAbsolute));
        } catch (InvalidPathException e) {
            return new ServiceCredentials(Optional.empty());
        }
    }

    /**
     * Whether {@code file}, which exists, was handed over, and in a way that its mode tells nothing of. systemd since 254 leaves the file
     * to root and lets our user read it by an entry of an access control list, whose mask stands where the rights of the group would be:
     * the mode is 0440, though no group can read it.
     */
    boolean hand(Path file) throws IOException {
        if (folder.isEmpty() || !Files.isDirectory(folder.get())) {
            return false;
        }
        Path real = file.toRealPath();
        return folder.get().toRealPath().equals(real.getParent())
                && isRoots(real.getParent())
                && (mode(real.getParent()) & WRITE_OF_OTHERS) == 0
                && isRoots(real)
                && (mode(real) & ~READ_OF_OWNER_AND_GROUP) == 0;
    }

    private static boolean isRoots(Path path) throws IOException {
        return ROOT.equals(Files.getAttribute(path, "unix:uid")) && ROOT.equals(Files.getAttribute(path, "unix:gid"));
    }

    private static int mode(Path path) throws IOException {
        return (int) Files.getAttribute(path, "unix:mode") & ANY;
    }
}
