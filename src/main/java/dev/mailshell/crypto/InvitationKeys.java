package dev.mailshell.crypto;

import dev.mailshell.model.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What is derived from an invitation code, each by HMAC-SHA-256 (RFC 2104) under the code, so that nothing leads back to it: a public id, and
 * one secret key for each direction, so that no message passes for one of the other side.
 *
 * @param id 32 hexadecimal digits; says nothing of the rest
 * @param offerKey authenticates what the invited one writes; 64 hexadecimal digits
 * @param answerKey authenticates what the server answers; 64 hexadecimal digits
 */
public record InvitationKeys(String id, String offerKey, String answerKey) {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PURPOSE = "mailshell invitation 1 ";
    private static final int ID_BYTES = 16;

    static InvitationKeys of(String secret) {
        HexFormat hex = HexFormat.of();
        return new InvitationKeys(
                hex.formatHex(Arrays.copyOf(derive(secret, "id"), ID_BYTES)),
                hex.formatHex(derive(secret, "offer")),
                hex.formatHex(derive(secret, "answer")));
    }

    static byte[] derive(String secret, String purpose) {
        return hmac(
                secret.getBytes(StandardCharsets.US_ASCII), (PURPOSE + purpose).getBytes(StandardCharsets.US_ASCII));
    }

    /** What proves that {@code content} is an offer of who has the code; 64 hexadecimal digits. */
    public String offerMac(byte[] content) {
        return mac(offerKey, content);
    }

    /** What proves that {@code content} is an answer of who made the code. */
    public String answerMac(byte[] content) {
        return mac(answerKey, content);
    }

    /** By which an answer names the content that it answers; 64 hexadecimal digits. */
    public static String sha256(byte[] content) {
        return Sha256.ofContent(content).hex();
    }

    /** Whether two of them are equal, in a time that does not depend on where they differ. */
    public static boolean equal(String expected, String actual) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII), actual.getBytes(StandardCharsets.UTF_8));
    }

    private static String mac(String key, byte[] content) {
        return HexFormat.of().formatHex(hmac(HexFormat.of().parseHex(key), content));
    }

    private static byte[] hmac(byte[] key, byte[] content) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("each Java platform has " + ALGORITHM, e);
        }
    }

    /** Without the keys, so that no log can hold them. */
    @Override
    public String toString() {
        return "InvitationKeys[" + id + "]";
    }
}
