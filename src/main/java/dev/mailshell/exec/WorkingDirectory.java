package dev.mailshell.exec;

import dev.mailshell.model.Confinement;
import dev.mailshell.model.Reason;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Where a job works, if the policy names a place. */
final class WorkingDirectory {

    private WorkingDirectory() {}

    /**
     * What the policy names.
     *
     * @throws StartFailure if it is no absolute path
     */
    static Optional<Path> of(Confinement confinement) throws StartFailure {
        if (confinement.directory().isEmpty()) {
            return Optional.empty();
        }
        String named = confinement.directory().get();
        try {
            Path path = Path.of(named);
            if (path.isAbsolute()) {
                return Optional.of(path);
            }
        } catch (InvalidPathException impossible) {
            throw missing("the working directory cannot be named", "correct directory in the policy");
        }
        throw missing("the working directory " + named + " is relative (expected an absolute path)", "begin it with /");
    }

    /** @throws StartFailure if we cannot enter it */
    static void refuseUnlessReached(Path directory) throws StartFailure {
        if (!Files.isDirectory(directory) || !Files.isExecutable(directory)) {
            throw missing(
                    "the working directory " + directory + " does not exist, or cannot be entered",
                    "create it, or correct directory in the policy");
        }
    }

    static StartFailure missing(String fact, String hint) {
        return new StartFailure(Reason.DIRECTORY_MISSING, fact, hint);
    }
}
