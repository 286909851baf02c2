package dev.mailshell.model;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A SHA-256 digest.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Sha256(String hex) {

    /** How many bytes a digest has. */
    public static final int BYTES = 32;

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    /** @throws InvalidMessage if {@code hex} has another form */
    public Sha256 {
        if (!FORM.matcher(hex).matches()) {
            throw new InvalidMessage(Reason.REPLY_INVALID, "not a SHA-256 digest in lower-case hexadecimal");
        }
    }

    /** The digest of {@code content}, one piece after the other. */
    public static Sha256 ofContent(byte[]... content) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] piece : content) {
                digest.update(piece);
            }
            return ofDigest(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each Java platform has SHA-256", e);
        }
    }

    /**
     * The digest that these bytes are.
     *
     * @throws InvalidMessage if they are not 32
     */
    public static Sha256 ofDigest(byte[] digest) {
        return new Sha256(HexFormat.of().formatHex(digest));
    }

    /** The bytes of {@code digests}, one after the other. */
    public static byte[] joined(List<Sha256> digests) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        digests.forEach(digest -> joined.writeBytes(digest.bytes()));
        return joined.toByteArray();
    }

    /** Its 32 bytes, for the caller alone. */
    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
