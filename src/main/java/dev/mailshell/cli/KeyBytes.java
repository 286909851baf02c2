package dev.mailshell.cli;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** What the bytes of a file with keys look like, before anything parses them. */
final class KeyBytes {

    private static final Pattern PRIVATE = Pattern.compile("-----BEGIN [A-Z0-9 ]*PRIVATE KEY");
    private static final String OPENPGP = "-----BEGIN PGP PUBLIC KEY BLOCK-----";

    /** A packet of OpenPGP begins with this bit (RFC 9580 section 4.2). */
    private static final int PACKET = 0x80;

    // The packets of a private key and a private subkey, in the old and the new form of a packet's tag.
    private static final List<Integer> SECRET_TAGS = List.of(5, 7);
    private static final int NEW_FORM = 0x40;

    private static final int DER_SEQUENCE = 0x30;
    private static final int DER_INTEGER = 0x02;

    private final byte[] bytes;

    KeyBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Whether there is a private key in it, be it under a passphrase: then nobody shall read further. */
    boolean isPrivate() {
        if (PRIVATE.matcher(text()).find()) {
            return true;
        }
        if (startsWithPacket()) {
            int header = bytes[0] & 0xff;
            return SECRET_TAGS.contains((header & NEW_FORM) != 0 ? header & 0x3f : (header & 0x3f) >> 2);
        }
        return isPrivateDer();
    }

    /** PKCS#1, PKCS#8 and PKCS#12 begin with a version, a certificate with a sequence. */
    private boolean isPrivateDer() {
        if (bytes.length < 8 || bytes[0] != DER_SEQUENCE) {
            return false;
        }
        int lengthOfLength = (bytes[1] & 0x80) == 0 ? 0 : bytes[1] & 0x7f;
        return lengthOfLength <= 4 && bytes[2 + lengthOfLength] == DER_INTEGER;
    }

    /** Whether it is of OpenPGP, if it is a key at all. */
    boolean isOpenPgp() {
        return startsWithPacket() || text().contains(OPENPGP);
    }

    private boolean startsWithPacket() {
        return bytes.length > 0 && (bytes[0] & PACKET) != 0;
    }

    private String text() {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
