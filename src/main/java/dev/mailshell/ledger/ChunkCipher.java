package dev.mailshell.ledger;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;

/**
 * Encrypts the chunks of one mail under a key that no other mail has, so that a chunk's number can be its nonce. The mail, the number
 * and whether it is the last are bound to each chunk: none can be dropped, moved, cut off or put into another mail.
 */
final class ChunkCipher {

    private static final byte[] PURPOSE = "mailshell vault 1, chunk of mail ".getBytes(US_ASCII);

    private final long mail;
    private final AesGcm cipher;

    /** @param key used for this mail alone */
    ChunkCipher(long mail, byte[] key) {
        this.mail = mail;
        this.cipher = new AesGcm(key);
    }

    byte[] seal(int number, boolean last, byte[] plain) {
        return cipher.seal(nonce(number), binding(number, last), ByteBuffer.wrap(plain));
    }

    byte[] open(int number, boolean last, byte[] sealed) throws DamagedMail {
        try {
            return cipher.open(nonce(number), binding(number, last), ByteBuffer.wrap(sealed));
        } catch (GeneralSecurityException e) {
            throw new DamagedMail("chunk " + number + " is damaged, or not the one that belongs there", e);
        }
    }

    private static byte[] nonce(int number) {
        return ByteBuffer.allocate(AesGcm.NONCE_BYTES)
                .putInt(AesGcm.NONCE_BYTES - Integer.BYTES, number)
                .array();
    }

    private byte[] binding(int number, boolean last) {
        return ByteBuffer.allocate(PURPOSE.length + Long.BYTES + Integer.BYTES + 1)
                .put(PURPOSE)
                .putLong(mail)
                .putInt(number)
                .put((byte) (last ? 1 : 0))
                .array();
    }
}
