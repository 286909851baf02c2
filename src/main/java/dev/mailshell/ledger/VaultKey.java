package dev.mailshell.ledger;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A key that encrypts the keys of single mails, each bound to its mail. */
final class VaultKey {

    private static final Pattern LINE = Pattern.compile("([0-9a-f]{16}) ([A-Za-z0-9+/]{43}=)");
    private static final byte[] PURPOSE = "mailshell vault 1, key of mail ".getBytes(US_ASCII);
    private static final int ID_BYTES = 8;

    private final String id;
    private final byte[] secret;
    private final AesGcm cipher;

    private VaultKey(String id, byte[] secret) {
        this.id = id;
        this.secret = secret;
        this.cipher = new AesGcm(secret);
    }

    static VaultKey create(SecureRandom random) {
        return new VaultKey(HexFormat.of().formatHex(bytes(random, ID_BYTES)), bytes(random, AesGcm.KEY_BYTES));
    }

    /** The key that {@link #line()} wrote; empty if the text is something else. */
    static Optional<VaultKey> parse(String line) {
        Matcher matcher = LINE.matcher(line);
        return matcher.matches()
                ? Optional.of(new VaultKey(matcher.group(1), Base64.getDecoder().decode(matcher.group(2))))
                : Optional.empty();
    }

    /** What the file of keys holds of it. */
    String line() {
        return id + " " + Base64.getEncoder().encodeToString(secret);
    }

    /** What rows call it; no secret. */
    String id() {
        return id;
    }

    /** Encrypts the key of a mail, in base64. The nonce is random: NIST SP 800-38D section 8.3 allows that for 2^32 mails. */
    String wrap(StoredMail mail, byte[] mailKey, SecureRandom random) {
        byte[] nonce = bytes(random, AesGcm.NONCE_BYTES);
        byte[] sealed = cipher.seal(nonce, binding(mail), ByteBuffer.wrap(mailKey));
        byte[] parts = ByteBuffer.allocate(nonce.length + sealed.length)
                .put(nonce)
                .put(sealed)
                .array();
        return Base64.getEncoder().encodeToString(parts);
    }

    /** Decrypts the key of a mail. */
    byte[] unwrap(StoredMail mail, String wrapped) throws DamagedMail {
        try {
            ByteBuffer parts = ByteBuffer.wrap(Base64.getDecoder().decode(wrapped));
            byte[] nonce = new byte[AesGcm.NONCE_BYTES];
            parts.get(nonce);
            return cipher.open(nonce, binding(mail), parts);
        } catch (GeneralSecurityException | IllegalArgumentException | BufferUnderflowException e) {
            throw new DamagedMail("its key is damaged, or belongs to another mail", e);
        }
    }

    private static byte[] binding(StoredMail mail) {
        return ByteBuffer.allocate(PURPOSE.length + Long.BYTES + 1)
                .put(PURPOSE)
                .putLong(mail.id())
                .put((byte) (mail.tooLarge() ? 1 : 0))
                .array();
    }

    static byte[] bytes(SecureRandom random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VaultKey key && id.equals(key.id) && Arrays.equals(secret, key.secret);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "vault key " + id;
    }
}
