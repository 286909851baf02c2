package dev.mailshell.model;

import java.util.HexFormat;
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

    /** The digest of these 32 bytes. */
    public static Sha256 of(byte[] digest) {
        return new Sha256(HexFormat.of().formatHex(digest));
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
