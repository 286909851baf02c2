package dev.mailshell.human;

import dev.mailshell.model.IdentityName;
import java.nio.ByteBuffer;
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
     * first 128 bits of a SHA-256 over signer, time and digest, marked as a UUID of version 8 (RFC 9562 section 5.8).
     */
    public UUID id() {
        ByteBuffer digest = ByteBuffer.wrap(
                digest((signer + "\n" + at.getEpochSecond() + "\n" + sha256).getBytes(StandardCharsets.US_ASCII)));
        long high = (digest.getLong() & 0xFFFFFFFFFFFF0FFFL) | 0x8000L;
        long low = (digest.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low);
    }

    private static byte[] digest(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each Java platform has SHA-256", e);
        }
    }
}
