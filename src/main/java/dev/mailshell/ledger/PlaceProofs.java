package dev.mailshell.ledger;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proves the places of one mail by HMAC-SHA-256, truncated to 128 bits (RFC 2104 section 5), under a key that is derived from the mail's.
 * Who can read the mail can prove them, and nobody else; a new key around the mail's key changes none.
 */
final class PlaceProofs {

    private static final byte[] PURPOSE = "mailshell vault 1, places of mail ".getBytes(US_ASCII);
    private static final int BYTES = 16;

    private final byte[] key;

    /** @param mailKey of the mail {@code mail} alone */
    PlaceProofs(long mail, byte[] mailKey) {
        this.key = hmac(
                mailKey,
                ByteBuffer.allocate(PURPOSE.length + Long.BYTES)
                        .put(PURPOSE)
                        .putLong(mail)
                        .array());
    }

    byte[] of(Place place) {
        return Arrays.copyOf(hmac(key, place.statement().getBytes(US_ASCII)), BYTES);
    }

    /** @throws DamagedMail if {@code proof} is not that of this place and mail */
    void check(Place place, byte[] proof) throws DamagedMail {
        if (!MessageDigest.isEqual(of(place), proof)) {
            throw new DamagedMail(place.unproved());
        }
    }

    private static byte[] hmac(byte[] key, byte[] text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 does not work here", e);
        }
    }
}
