package dev.mailshell.hub.sender;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The SHA-256 of a body in one of the two canonical forms (RFC 6376 section 3.4.3 and 3.4.4), as the body comes. */
final class BodyHash {

    private final boolean relaxed;
    private final MessageDigest digest;
    private final byte[] buffer = new byte[8 * 1024];
    private int filled;
    private boolean empty = true;
    /** Line ends, a blank and a CR that count only if something follows. */
    private long lineEnds;

    private boolean gap;
    private boolean carriageReturn;

    BodyHash(Canonicalization canonicalization) {
        this.relaxed = canonicalization == Canonicalization.RELAXED;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each Java platform has SHA-256", e);
        }
    }

    void update(byte[] bytes, int count) {
        for (int i = 0; i < count; i++) {
            update(bytes[i]);
        }
    }

    private void update(byte b) {
        if (carriageReturn) {
            carriageReturn = false;
            if (b == '\n') {
                gap = false;
                lineEnds++;
                return;
            }
            content((byte) '\r');
        }
        if (b == '\r') {
            carriageReturn = true;
        } else if (relaxed && (b == ' ' || b == '\t')) {
            gap = true;
        } else {
            content(b);
        }
    }

    private void content(byte b) {
        for (; lineEnds > 0; lineEnds--) {
            write((byte) '\r');
            write((byte) '\n');
        }
        if (gap) {
            gap = false;
            write((byte) ' ');
        }
        write(b);
        empty = false;
    }

    private void write(byte b) {
        if (filled == buffer.length) {
            digest.update(buffer);
            filled = 0;
        }
        buffer[filled++] = b;
    }

    /** Of all that came; to be called once. */
    byte[] finish() {
        if (carriageReturn) {
            content((byte) '\r');
        }
        if (!empty || !relaxed) {
            write((byte) '\r');
            write((byte) '\n');
        }
        digest.update(buffer, 0, filled);
        return digest.digest();
    }
}
