package dev.mailshell.config;

import dev.mailshell.config.ConfigFailure.Problem;
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

/** Reads a file that people write, and that decides what is done. */
public final class TextFile {

    /** The largest file, in bytes. */
    static final int MAX_BYTES = 1024 * 1024;

    private TextFile() {}

    /**
     * What is in {@code file}, in UTF-8.
     *
     * @param missing what to do if there is no such file
     * @throws ConfigFailure if it cannot be read, is too large or no UTF-8, or others may write it
     */
    public static String read(Path file, String missing) throws ConfigFailure {
        String name = Objects.toString(file.getFileName(), file.toString());
        return decoded(name, bytes(file, name, missing));
    }

    private static byte[] bytes(Path file, String name, String missing) throws ConfigFailure {
        try {
            refuseWritableByOthers(file, name);
            return bounded(file, name);
        } catch (NoSuchFileException e) {
            throw failure(file.toString(), "the file does not exist", missing, e);
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
