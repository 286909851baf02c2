package dev.mailshell.model;

import java.nio.ByteBuffer;
import java.util.UUID;

/** The id of a command that has none of its own. */
public final class DigestId {

    private DigestId() {}

    /**
     * The first 128 bits of a digest, marked as a UUID of version 8 (RFC 9562 section 5.8).
     *
     * @param digest of at least 16 bytes
     */
    public static UUID of(byte[] digest) {
        ByteBuffer bits = ByteBuffer.wrap(digest);
        long high = (bits.getLong() & 0xFFFFFFFFFFFF0FFFL) | 0x8000L;
        long low = (bits.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low);
    }
}
