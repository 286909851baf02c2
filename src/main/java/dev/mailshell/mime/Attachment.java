package dev.mailshell.mime;

import java.nio.file.Path;

/**
 * A file that rides along.
 *
 * @param fileName one plain name without path separators and control characters, at most 255 bytes of UTF-8
 * @param file where its bytes are
 */
public record Attachment(String fileName, Path file) {

    /** @throws IllegalArgumentException if {@code fileName} is not of that form */
    public Attachment {
        try {
            FileNames.requireSafe(fileName);
        } catch (MimeFailure e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
