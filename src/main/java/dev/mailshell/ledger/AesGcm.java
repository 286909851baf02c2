package dev.mailshell.ledger;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-256-GCM (NIST SP 800-38D) with a tag of 128 bits, under one key. */
final class AesGcm {

    static final int KEY_BYTES = 32;
    static final int NONCE_BYTES = 12;

    private static final int TAG_BITS = 128;

    private final SecretKey key;

    /** @param key of {@link #KEY_BYTES}; copied */
    AesGcm(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("the key has " + key.length + " bytes (expected " + KEY_BYTES + ")");
        }
        this.key = new SecretKeySpec(key, "AES");
    }

    /** Encrypts; the tag comes last. The caller gives no nonce twice. */
    byte[] seal(byte[] nonce, byte[] associated, ByteBuffer plain) {
        try {
            return run(Cipher.ENCRYPT_MODE, nonce, associated, plain);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM does not work here", e);
        }
    }

    /**
     * Decrypts; nothing comes out before the tag is verified.
     *
     * @throws GeneralSecurityException if it does not fit, or there is none
     */
    byte[] open(byte[] nonce, byte[] associated, ByteBuffer sealed) throws GeneralSecurityException {
        // SunJCE has a fault of its own there.
        if (sealed.remaining() < TAG_BITS / Byte.SIZE) {
            throw new AEADBadTagException("shorter than a tag");
        }
        return run(Cipher.DECRYPT_MODE, nonce, associated, sealed);
    }

    private byte[] run(int mode, byte[] nonce, byte[] associated, ByteBuffer text) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(associated);
        return cipher.doFinal(text.array(), text.arrayOffset() + text.position(), text.remaining());
    }
}
