package dev.mailshell.mime;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file, or a piece of one, that rides along.
 *
 * @param fileName one plain name without path separators and control characters, at most 255 bytes of UTF-8
 * @param file where its bytes are
 * @param start offset of the first byte
 * @param end offset after the last byte
 */
public record Attachment(String fileName, Path file, long start, long end) {

    /** @throws IllegalArgumentException if {@code fileName} is not of that form, or {@code end} is before {@code start} */
    public Attachment {
        try {
            FileNames.requireSafe(fileName);
        } catch (MimeFailure e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("an attachment ends before it starts");
        }
    }

    /** A whole file, as large as it is now. */
    public static Attachment whole(String fileName, Path file) throws IOException {
        return new Attachment(fileName, file, 0, Files.size(file));
    }

    /** Its bytes; the caller closes the stream. */
    InputStream content() throws IOException {
        return new FileSlice(file, start, end);
    }
}
