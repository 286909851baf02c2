package dev.mailshell.crypto;

import dev.mailshell.mime.Content;
import dev.mailshell.mime.WorkFolder;
import dev.mailshell.model.Fingerprint;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.MessageFormat;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Signs and encrypts, decrypts and verifies: the same contract for each message format.
 *
 * <p>Works on streams and files, so that memory does not grow with the message. Safe for use by several threads.
 */
public interface MessageProtection {

    /**
     * Signs {@code entity} as ourselves, encrypts the result for {@code recipient}'s newest valid key, and writes the MIME
     * entity that carries it: its {@code MIME-Version} and {@code Content-*} header fields, an empty line, a body of
     * 7-bit lines that end with CRLF.
     *
     * @param entity makes one complete MIME entity (header fields, empty line, body), signed byte for byte
     * @param recipient a trusted peer
     * @param target not closed; what is in it after a failure is of no use
     * @throws ProtectionFailure if the recipient has no usable key, or {@code entity} or {@code target} fails
     */
    void seal(Content entity, IdentityName recipient, OutputStream target) throws ProtectionFailure;

    /**
     * Decrypts and verifies a mail. Returns only after the authentication tag, the signature, the signer's pinned key and its
     * validity are checked to the end of the stream; until then no plaintext is readable by anyone but this process.
     *
     * @param mail a complete RFC 5322 message as it was received
     * @param work where temporary files are taken from; all but that of the opened content are given back
     * @return what was signed, and by whom; the caller closes it
     * @throws ProtectionFailure with the reason, for everything that is not exactly as it must be
     */
    OpenedMessage open(Path mail, WorkFolder work) throws ProtectionFailure;

    /**
     * Whether {@link #seal} would find a key of ours and one of {@code recipient} now.
     *
     * @throws KeyringFailure if the key folders are not as they must be
     */
    boolean canSealFor(IdentityName recipient);

    /**
     * Whether {@code key} is a pinned key of {@code signer} that is valid now and not revoked.
     *
     * @throws KeyringFailure if the key folders are not as they must be
     */
    boolean trusts(IdentityName signer, Fingerprint key);

    /**
     * How long the keys of {@code owner} are good for: our own, or those of a peer, without revoked ones. None for anybody else.
     *
     * @throws KeyringFailure if the key folders are not as they must be
     */
    default List<KeyLifetime> lifetimes(IdentityName owner) {
        return List.of();
    }

    /** The protection for the answer to what came in {@code format}: whoever wrote that reads it. */
    default MessageProtection answering(MessageFormat format) {
        return this;
    }
}
