package dev.mailshell.camel;

import dev.mailshell.exec.CapturedStream;
import dev.mailshell.mime.Sha256Stream;
import dev.mailshell.model.StreamOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** Puts a captured stream into the form that a reply carries it in. */
final class OutputReader {

    private static final String SHORT_IN_JSON = "\b\t\n\f\r";
    private static final int MAX_TEXT = 64 * 1024;

    private OutputReader() {}

    /** In the reply itself up to {@code inline} bytes, as text if it is UTF-8; else as an attachment called {@code name}. */
    static StreamOutput read(String name, CapturedStream captured, long inline) throws IOException {
        StreamOutput.Content content = Files.size(captured.file()) > inline
                ? new StreamOutput.Attachment(name)
                : content(Files.readAllBytes(captured.file()));
        return new StreamOutput(content, captured.bytes(), captured.truncated(), sha256(captured.file()));
    }

    /** A text of ours, cut where a reply would become too large. */
    static StreamOutput text(String whole) {
        String text = whole.substring(0, Math.min(whole.length(), MAX_TEXT));
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new StreamOutput(
                new StreamOutput.Text(text), bytes.length, text.length() < whole.length(), sha256(bytes));
    }

    private static StreamOutput.Content content(byte[] bytes) {
        if (isMostlyControl(bytes)) {
            return base64(bytes);
        }
        try {
            return new StreamOutput.Text(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            // Not a failure: the process wrote other bytes than text.
            return base64(bytes);
        }
    }

    /** JSON writes most control characters with six: such text would make the reply larger than a reply may be. */
    private static boolean isMostlyControl(byte[] bytes) {
        int control = 0;
        for (byte each : bytes) {
            control += each >= 0 && each < ' ' && SHORT_IN_JSON.indexOf(each) < 0 ? 1 : 0;
        }
        return control > bytes.length / 4;
    }

    private static StreamOutput.Content base64(byte[] bytes) {
        return new StreamOutput.Base64(Base64.getEncoder().encodeToString(bytes));
    }

    private static String sha256(Path file) throws IOException {
        Sha256Stream digest = new Sha256Stream();
        Files.copy(file, digest);
        return digest.sha256();
    }

    private static String sha256(byte[] bytes) {
        Sha256Stream digest = new Sha256Stream();
        digest.write(bytes, 0, bytes.length);
        return digest.sha256();
    }
}
