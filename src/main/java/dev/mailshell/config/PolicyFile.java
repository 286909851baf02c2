package dev.mailshell.config;

import dev.mailshell.config.ConfigFailure.Problem;
import dev.mailshell.policy.Policy;
import dev.mailshell.policy.RuleBook;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A policy file that was read and found valid as a whole.
 *
 * @param rules what it says
 * @param warnings what is valid and still worth a look; in the order of the file
 */
public record PolicyFile(RuleBook rules, List<Problem> warnings) {

    /** The largest file, in bytes. */
    public static final int MAX_BYTES = 1024 * 1024;

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
        return new PolicyFileReader(name, new RealFiles(), machine).read(decoded(name, bytes(file, name)));
    }

    private static byte[] bytes(Path file, String name) throws ConfigFailure {
        try {
            refuseWritableByOthers(file, name);
            return bounded(file, name);
        } catch (NoSuchFileException e) {
            throw failure(
                    file.toString(),
                    "the file does not exist",
                    "keys init writes one; keys-template/policy.yaml shows how it looks",
                    e);
        } catch (IOException e) {
            throw failure(file.toString(), "the file cannot be read", "it must be a file that this user may read", e);
        }
    }

    private static void refuseWritableByOthers(Path file, String name) throws IOException, ConfigFailure {
        Optional<Problem> problem = FileModes.writableByOthers(name, file);
        if (problem.isPresent()) {
            throw new ConfigFailure(List.of(problem.get()));
        }
    }

    private static byte[] bounded(Path file, String name) throws IOException, ConfigFailure {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw failure(
                        name,
                        "the file is too large (was over 1MiB, expected at most 1MiB)",
                        "it must be smaller; look for something pasted in by mistake");
            }
            return bytes;
        }
    }

    private static String decoded(String name, byte[] bytes) throws ConfigFailure {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw failure(name, "the file is not UTF-8", "save it as UTF-8", e);
        }
    }

    private static ConfigFailure failure(String place, String fact, String hint) {
        return new ConfigFailure(List.of(new Problem(place, fact, hint)));
    }

    private static ConfigFailure failure(String place, String fact, String hint, IOException cause) {
        ConfigFailure failure = failure(place, fact, hint);
        failure.initCause(cause);
        return failure;
    }
}
