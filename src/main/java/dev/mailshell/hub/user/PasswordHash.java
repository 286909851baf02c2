package dev.mailshell.hub.user;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * A password as it is kept: Argon2id (RFC 9106) with a salt of its own, so that who reads the file still has to guess. Safe for use by several
 * threads; a check takes the memory that the hash names, 19 MiB as we make them.
 */
public final class PasswordHash {

    // What OWASP names first; a check costs a few hundredths of a second.
    private static final Cost NEW = new Cost(19_456, 2, 1);
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    private static final Pattern FORM = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=([1-9][0-9]{0,8}),t=([1-9][0-9]{0,3}),p=([1-9][0-9]?)\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

    private final Cost cost;
    private final byte[] salt;
    private final byte[] hash;

    /**
     * What a check takes. A file must not be able to name more than a small machine has, nor so little that guessing becomes cheap.
     *
     * @param memory KiB
     * @param passes over that memory
     * @param lanes as the format has them; they are worked on one after the other
     */
    private record Cost(int memory, int passes, int lanes) {

        boolean isBearable() {
            return memory >= 7168 && memory <= 65_536 && passes <= 16 && lanes <= 4;
        }
    }

    private PasswordHash(Cost cost, byte[] salt, byte[] hash) {
        this.cost = cost;
        this.salt = salt;
        this.hash = hash;
    }

    /** The hash of {@code password} under a new salt. */
    public static PasswordHash of(String password, SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return new PasswordHash(NEW, salt, derive(NEW, salt, password, HASH_BYTES));
    }

    /** The hash of no password at all: a check of it costs as much as that of any other. */
    static PasswordHash ofNobody(SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        byte[] hash = new byte[HASH_BYTES];
        random.nextBytes(hash);
        return new PasswordHash(NEW, salt, hash);
    }

    /** Reads the PHC form, {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash}; empty if it is another, or costs too little or too much. */
    static Optional<PasswordHash> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Cost cost = new Cost(
                Integer.parseInt(matcher.group(1)),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)));
        try {
            Base64.Decoder base64 = Base64.getDecoder();
            return Optional.of(new PasswordHash(cost, base64.decode(matcher.group(4)), base64.decode(matcher.group(5))))
                    .filter(hash -> cost.isBearable());
        } catch (IllegalArgumentException e) {
            // As any other text that is none.
            return Optional.empty();
        }
    }

    /** Whether it is the hash of {@code password}: takes its time. */
    boolean matches(String password) {
        return MessageDigest.isEqual(hash, derive(cost, salt, password, hash.length));
    }

    private static byte[] derive(Cost cost, byte[] salt, String password, int length) {
        Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
        argon2.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(cost.memory())
                .withIterations(cost.passes())
                .withParallelism(cost.lanes())
                .withSalt(salt)
                .build());
        byte[] derived = new byte[length];
        byte[] bytes = bytes(password);
        argon2.generateBytes(bytes, derived);
        Arrays.fill(bytes, (byte) 0);
        return derived;
    }

    /** One keyboard composes an umlaut, another sends it in two pieces: both type the same password (RFC 8265 section 4.2). */
    private static byte[] bytes(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC).getBytes(StandardCharsets.UTF_8);
    }

    /** The PHC form, which {@link #parse} reads. */
    @Override
    public String toString() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + cost.memory() + ",t=" + cost.passes() + ",p=" + cost.lanes() + "$"
                + base64.encodeToString(salt) + "$" + base64.encodeToString(hash);
    }
}
