package dev.mailshell.human;

import dev.mailshell.model.DigestId;
import dev.mailshell.model.IdentityName;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;

/**
 * What is proved of a typed mail beside its text: it has neither an id nor a time of its own.
 *
 * @param signer whose signature verified
 * @param at the signature's own time
 * @param sha256 of the signed bytes, in lower-case hexadecimal
 */
public record Signing(IdentityName signer, Instant at, String sha256) {

    /**
     * The id of the command: the same for each copy of the mail, and another one for the same text that is signed in another second. The
     * {@link DigestId} of a SHA-256 over signer, time and digest.
     */
    public UUID id() {
        return DigestId.of(
                digest((signer + "\n" + at.getEpochSecond() + "\n" + sha256).getBytes(StandardCharsets.US_ASCII)));
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each Java platform has SHA-256", e);
        }
    }
}
