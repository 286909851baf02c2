package dev.mailshell.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** Looks at a program that a policy names, as it is on this machine now. */
final class PolicyFileBinary {

    /** What is wrong with it, and what to do. */
    record Fault(String fact, String hint) {}

    private PolicyFileBinary() {}

    static Optional<Fault> faultOf(String path) {
        try {
            Path binary = Path.of(path);
            if (!Files.isRegularFile(binary)) {
                return Optional.of(
                        new Fault(path + " does not exist on this machine", "install it, or correct the path"));
            }
            Optional<Fault> fault = writableFault(binary.toRealPath());
            return fault.isPresent() ? fault : writableFault(binary.toRealPath().getParent());
        } catch (IOException | InvalidPathException e) {
            return Optional.of(new Fault(
                    PolicyFileValues.shown(path) + " cannot be looked at",
                    "run this as the user that runs the server"));
        }
    }

    private static Optional<Fault> writableFault(Path path) throws IOException {
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(path);
        return mode.contains(PosixFilePermission.OTHERS_WRITE)
                ? Optional.of(new Fault(
                        path + " can be written by anybody (was " + PosixFilePermissions.toString(mode)
                                + ", expected no w for others)",
                        "chmod o-w " + path))
                : Optional.empty();
    }
}
