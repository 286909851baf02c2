package dev.mailshell.exec;

import dev.mailshell.model.Reason;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds programs on the one fixed search path; our own PATH has no say. */
final class Programs {
    static final String SEARCH_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private static final List<String> FOLDERS = List.of(SEARCH_PATH.split(":", -1));

    private Programs() {}

    /** The absolute path of the program that {@code argv[0]} names. */
    static Path resolve(String program) throws StartFailure {
        if (program.contains("/")) {
            return absolute(program);
        }
        return find(program)
                .orElseThrow(() -> missing(
                        "the program " + program + " was not found (expected in " + SEARCH_PATH + ")",
                        "install it, or name it by its absolute path"));
    }

    /** The first file of that name on the search path that we may execute. */
    static Optional<Path> find(String name) {
        try {
            return FOLDERS.stream()
                    .map(folder -> Path.of(folder, name))
                    .filter(Programs::isProgram)
                    .findFirst();
        } catch (InvalidPathException impossibleName) {
            return Optional.empty();
        }
    }

    static StartFailure missing(String fact, String hint) {
        return new StartFailure(Reason.PROGRAM_MISSING, fact, hint);
    }

    private static Path absolute(String program) throws StartFailure {
        if (!program.startsWith("/")) {
            // The working directory is new and empty: a relative path can only name what is not there.
            throw missing("the program path " + program + " is relative (expected an absolute one)", "begin it with /");
        }
        Path path;
        try {
            path = Path.of(program);
        } catch (InvalidPathException impossibleName) {
            throw missing("the program path cannot name a file", "correct the path");
        }
        if (!Files.exists(path)) {
            throw missing("the program " + program + " does not exist", "install it, or correct the path");
        }
        if (!isProgram(path)) {
            throw missing("the program " + program + " cannot be executed", "make it an executable file: chmod +x");
        }
        return path;
    }

    private static boolean isProgram(Path path) {
        return Files.isRegularFile(path) && Files.isExecutable(path);
    }
}
