package dev.mailshell.config;

import dev.mailshell.config.ConfigFailure.Problem;
import dev.mailshell.policy.Policy;
import dev.mailshell.policy.RuleBook;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * A policy file that was read and found valid as a whole.
 *
 * @param rules what it says
 * @param warnings what is valid and still worth a look; in the order of the file
 */
public record PolicyFile(RuleBook rules, List<Problem> warnings) {

    /** The largest file, in bytes. */
    public static final int MAX_BYTES = TextFile.MAX_BYTES;

    private static final String MISSING = "keys init writes one; keys-template/policy.yaml shows how it looks";

    /** Copies {@code warnings}. */
    public PolicyFile {
        warnings = List.copyOf(warnings);
    }

    /**
     * The policy in {@code file}, in UTF-8.
     *
     * @throws ConfigFailure with everything that is wrong with it
     */
    public static Policy read(Path file) throws ConfigFailure {
        return load(file).rules();
    }

    /**
     * The policy in {@code file}, in UTF-8, with its warnings.
     *
     * @throws ConfigFailure with everything that is wrong with it
     */
    public static PolicyFile load(Path file) throws ConfigFailure {
        String name = Objects.toString(file.getFileName(), file.toString());
        PolicyFileMachine machine = new PolicyFileMachine(file.toAbsolutePath().getParent());
        return new PolicyFileReader(name, new RealFiles(), machine).read(TextFile.read(file, MISSING));
    }
}
