package dev.mailshell.policy;

import java.util.Arrays;
import java.util.Optional;

/** RFC 4648 section 6 in capitals and without padding, as authenticator apps write secrets. */
final class Base32 {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private Base32() {}

    static String encode(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        int pending = 0;
        int bits = 0;
        for (byte octet : bytes) {
            pending = (pending << 8) | (octet & 0xff);
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text.append(ALPHABET.charAt((pending >> bits) & 31));
            }
            pending &= (1 << bits) - 1;
        }
        if (bits > 0) {
            text.append(ALPHABET.charAt((pending << (5 - bits)) & 31));
        }
        return text.toString();
    }

    /** Empty unless {@code text} is exactly what {@link #encode} makes of some bytes. */
    static Optional<byte[]> decode(String text) {
        byte[] bytes = new byte[text.length() * 5 / 8];
        int pending = 0;
        int bits = 0;
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            int value = ALPHABET.indexOf(text.charAt(i));
            if (value < 0) {
                return Optional.empty();
            }
            pending = ((pending << 5) | value) & 0xfff;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes[length++] = (byte) (pending >> bits);
            }
        }
        byte[] decoded = Arrays.copyOf(bytes, length);
        return encode(decoded).equals(text) ? Optional.of(decoded) : Optional.empty();
    }
}
