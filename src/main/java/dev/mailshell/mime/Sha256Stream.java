package dev.mailshell.mime;

import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Takes bytes, keeps none, and says how many there were and what their SHA-256 is. */
public final class Sha256Stream extends OutputStream {

    private final MessageDigest digest;
    private long count;

    /** Has taken nothing yet. */
    public Sha256Stream() {
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public void write(int octet) {
        digest.update((byte) octet);
        count++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        digest.update(bytes, offset, length);
        count += length;
    }

    /** How many bytes it has taken. */
    public long count() {
        return count;
    }

    /** Their SHA-256 in lower-case hexadecimal; to be asked once, after the last byte. */
    public String sha256() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
