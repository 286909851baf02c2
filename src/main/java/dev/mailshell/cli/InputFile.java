package dev.mailshell.cli;

import dev.mailshell.wire.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file that {@code --stdin} names: text that goes into the command itself, so no more of it is read than fits there. */
record InputFile(Path path) {

    /** @throws CommandFailure if it cannot be read, is too large or is no UTF-8 */
    String read() throws CommandFailure {
        if (Files.isDirectory(path)) {
            throw new CommandFailure("--stdin " + path + ": it is a folder (expected a file)", "name a file in it");
        }
        return decoded(bytes());
    }

    private byte[] bytes() throws CommandFailure {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(StrictJson.MAX_BYTES + 1);
            if (bytes.length > StrictJson.MAX_BYTES) {
                throw new CommandFailure(
                        "--stdin " + path + ": the file is too large (was over 1MiB, expected at most 1MiB)",
                        "hand over less, or let the command fetch it itself");
            }
            return bytes;
        } catch (IOException e) {
            throw new CommandFailure("--stdin " + Faults.describe(e), "name a file that this user may read", e);
        }
    }

    private String decoded(byte[] bytes) throws CommandFailure {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new CommandFailure(
                    "--stdin " + path + ": the file is not UTF-8 text",
                    "write other bytes as text, such as by base64, and let the command decode them",
                    e);
        }
    }
}
