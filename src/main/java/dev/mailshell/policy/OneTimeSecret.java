package dev.mailshell.policy;

import com.eatthepath.otp.HmacOneTimePasswordGenerator;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;

/**
 * The secret that the codes of one client are made with: RFC 6238 with six digits, steps of 30 seconds and HMAC-SHA-1, which every
 * authenticator app has. It never prints itself.
 */
public final class OneTimeSecret {

    /** RFC 4226 section 4 recommends 160 bits, and asks for no less than 128. */
    private static final int BYTES = 20;

    private static final int LEAST_BYTES = 16;
    private static final int MOST_BYTES = 64;
    private static final int STEP_SECONDS = 30;
    private static final int DRIFT_STEPS = 1;

    private final byte[] bytes;

    private OneTimeSecret(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A new one of 160 bits. */
    public static OneTimeSecret random(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new OneTimeSecret(bytes);
    }

    /** The secret that {@code base32} says (RFC 4648, capitals, no padding); empty if it is none, or not of 128 to 512 bits. */
    public static Optional<OneTimeSecret> parse(String base32) {
        byte[] bytes = new Base32().decode(base32);
        OneTimeSecret secret = new OneTimeSecret(bytes);
        // The decoder passes over what it does not know.
        return bytes.length >= LEAST_BYTES
                        && bytes.length <= MOST_BYTES
                        && secret.reveal().equals(base32)
                ? Optional.of(secret)
                : Optional.empty();
    }

    /** The text that {@link #parse} reads: for the file of its client and for that client's eyes only. */
    public String reveal() {
        return new Base32().encodeToString(bytes).replace("=", "");
    }

    /** The number of the step that {@code instant} is in. */
    public static long step(Instant instant) {
        return Math.floorDiv(instant.getEpochSecond(), STEP_SECONDS);
    }

    /** The code of the step that {@code instant} is in. */
    public String code(Instant instant) {
        return code(step(instant));
    }

    /**
     * Finds the step whose code this is, among the one that {@code around} is in, the one before and the one after. Takes the same time
     * whatever the code is.
     *
     * @param code six digits, between which blanks do not count, as apps show them
     * @return the latest such step; empty if there is none
     */
    public OptionalLong stepOf(String code, Instant around) {
        byte[] given = code.replace(" ", "").getBytes(StandardCharsets.US_ASCII);
        long middle = step(around);
        OptionalLong found = OptionalLong.empty();
        for (long step = Math.max(0, middle - DRIFT_STEPS); step <= middle + DRIFT_STEPS; step++) {
            if (MessageDigest.isEqual(given, code(step).getBytes(StandardCharsets.US_ASCII))) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    private String code(long step) {
        try {
            return new HmacOneTimePasswordGenerator()
                    .generateOneTimePasswordString(new SecretKeySpec(bytes, "HmacSHA1"), step, Locale.ROOT);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("any bytes are a key for HMAC", e);
        }
    }

    @Override
    public String toString() {
        return "***";
    }
}
