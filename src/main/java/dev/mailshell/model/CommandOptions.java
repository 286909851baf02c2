package dev.mailshell.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a command may say beside what to run.
 *
 * @param timeout a shorter wall-clock limit than the policy's
 * @param stdin what the process reads on its standard input, as UTF-8
 * @param totp a one-time code (RFC 6238)
 * @param explain whether to answer with the verdict instead of running
 * @param collect names of files in the job directory to send back
 * @param files what is attached; no two of one name
 * @param stdinFile the name of the attached file that the process reads on its standard input
 * @param seen what the client has seen of the server's audit log
 */
public record CommandOptions(
        Optional<Duration> timeout,
        Optional<String> stdin,
        Optional<String> totp,
        boolean explain,
        List<String> collect,
        List<AttachedFile> files,
        Optional<String> stdinFile,
        SeenSizes seen) {

    /** The most files that may be attached to a command. */
    public static final int MAX_FILES = 32;

    /** A command that says nothing beside what to run. */
    public static final CommandOptions NONE =
            new CommandOptions(Optional.empty(), Optional.empty(), Optional.empty(), false, List.of());

    /**
     * Checks what belongs together.
     *
     * @throws InvalidMessage if {@code timeout} is not positive, there are too many files, two of one name, or {@code stdinFile} is none
     *     of them or not alone
     */
    public CommandOptions {
        collect = List.copyOf(collect);
        files = List.copyOf(files);
        if (timeout.isPresent() && (timeout.get().isNegative() || timeout.get().isZero())) {
            throw invalid("timeout is not positive");
        }
        if (files.size() > MAX_FILES) {
            throw invalid("too many files are attached (was " + files.size() + ", expected at most " + MAX_FILES + ")");
        }
        List<String> names = files.stream().map(AttachedFile::name).toList();
        if (names.stream().distinct().count() != names.size()) {
            throw invalid("two attached files have the same name");
        }
        if (stdinFile.isPresent() && (stdin.isPresent() || !names.contains(stdinFile.get()))) {
            throw invalid("stdinFile is no attached file, or stands beside stdin");
        }
    }

    /** Options of a client that has seen nothing of the audit log. */
    public CommandOptions(
            Optional<Duration> timeout,
            Optional<String> stdin,
            Optional<String> totp,
            boolean explain,
            List<String> collect,
            List<AttachedFile> files,
            Optional<String> stdinFile) {
        this(timeout, stdin, totp, explain, collect, files, stdinFile, SeenSizes.NONE);
    }

    /** As above, without attached files. */
    public CommandOptions(
            Optional<Duration> timeout,
            Optional<String> stdin,
            Optional<String> totp,
            boolean explain,
            List<String> collect) {
        this(timeout, stdin, totp, explain, collect, List.of(), Optional.empty());
    }

    /** The same, of a client that has seen this of the server's audit log. */
    public CommandOptions having(SeenSizes newSeen) {
        return new CommandOptions(timeout, stdin, totp, explain, collect, files, stdinFile, newSeen);
    }

    /** The attached files that the job finds in its directory: all but its standard input. */
    public List<AttachedFile> filesInDirectory() {
        return files.stream()
                .filter(file -> stdinFile.filter(file.name()::equals).isEmpty())
                .toList();
    }

    /** Whether there is something to read on standard input. */
    public boolean hasStdin() {
        return stdin.isPresent() || stdinFile.isPresent();
    }

    private static InvalidMessage invalid(String fact) {
        return new InvalidMessage(Reason.COMMAND_INVALID, fact);
    }
}
