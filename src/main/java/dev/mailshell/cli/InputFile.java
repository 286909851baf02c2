package dev.mailshell.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file of the user's that goes with a command.
 *
 * @param option that named it
 */
record InputFile(String option, Path path) {

    /** A longer text is cheaper as a file. */
    private static final int MAX_TEXT = 64 * 1024;

    /** @throws CommandFailure if it cannot be read, or is a folder */
    void requireReadable() throws CommandFailure {
        if (Files.isDirectory(path)) {
            throw new CommandFailure(option + " " + path + ": it is a folder (expected a file)", "name a file in it");
        }
        try (InputStream in = Files.newInputStream(path)) {
            in.read();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /**
     * What it holds, if it is a text of at most 64 KiB.
     *
     * @throws CommandFailure if it cannot be read
     */
    Optional<String> shortText() throws CommandFailure {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(path)) {
            bytes = in.readNBytes(MAX_TEXT + 1);
        } catch (IOException e) {
            throw unreadable(e);
        }
        return bytes.length > MAX_TEXT ? Optional.empty() : decoded(bytes);
    }

    private static Optional<String> decoded(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            // Not a failure: what is no text goes as a file.
            return Optional.empty();
        }
    }

    private CommandFailure unreadable(IOException e) {
        return new CommandFailure(option + " " + Faults.describe(e), "name a file that this user may read", e);
    }
}
