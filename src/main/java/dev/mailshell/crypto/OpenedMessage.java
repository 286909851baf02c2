package dev.mailshell.crypto;

import dev.mailshell.mime.WorkFile;
import dev.mailshell.model.Fingerprint;
import dev.mailshell.model.IdentityName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * What a trusted peer signed for us.
 *
 * @param signer whose signature verified
 * @param key the pinned key that it verified with
 * @param signedAt the signature's own time, if it has one
 * @param content the signed MIME entity, byte for byte
 * @param sha256 of those bytes, in lower-case hexadecimal
 * @param encrypted false if it was only signed, so that anybody on the way could read it
 */
public record OpenedMessage(
        IdentityName signer,
        Fingerprint key,
        Optional<Instant> signedAt,
        WorkFile content,
        String sha256,
        boolean encrypted)
        implements AutoCloseable {

    /** Where the signed MIME entity is, until this is closed. */
    public Path entity() {
        return content.path();
    }

    /** Gives up the plaintext. */
    @Override
    public void close() throws IOException {
        content.close();
    }
}
