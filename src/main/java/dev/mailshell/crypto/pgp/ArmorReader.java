package dev.mailshell.crypto.pgp;

import dev.mailshell.crypto.ProtectionFailure;
import dev.mailshell.mime.MimeFailure;
import dev.mailshell.model.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Undoes ASCII armor (RFC 9580 section 6) strictly: one block from its first line to its last. What is around it is passed over, since
 * it says nothing: nobody signed it.
 */
final class ArmorReader {

    private static final int MAX_LINE = 1000;
    private static final int BLOCK = 8 * 1024;

    private final InputStream in;
    private final String label;
    private final StringBuilder block = new StringBuilder();
    private final byte[] line = new byte[MAX_LINE];
    private final byte[] buffer = new byte[BLOCK];
    private int at;
    private int filled;
    private boolean padded;

    /** @param label such as {@code MESSAGE} */
    ArmorReader(InputStream in, String label) {
        this.in = in;
        this.label = label;
    }

    /** Writes what is in the block; false, and nothing, if there is none. */
    boolean decode(OutputStream out) throws IOException, ProtectionFailure {
        if (!findBegin()) {
            return false;
        }
        skipHeader();
        data(out);
        if (findBegin()) {
            throw malformed("there is more than one armored block");
        }
        return true;
    }

    private boolean findBegin() throws IOException, ProtectionFailure {
        String begin = "-----BEGIN PGP " + label + "-----";
        for (String line = next(); line != null; line = next()) {
            if (line.equals(begin)) {
                return true;
            }
        }
        return false;
    }

    private void skipHeader() throws IOException, ProtectionFailure {
        String line = required();
        while (!line.isEmpty()) {
            if (!line.contains(":")) {
                throw malformed("the armor has no empty line between its header and its data");
            }
            line = required();
        }
    }

    private void data(OutputStream out) throws IOException, ProtectionFailure {
        String end = "-----END PGP " + label + "-----";
        String line = required();
        while (!line.equals(end) && !isChecksum(line)) {
            block.append(line);
            if (block.length() >= BLOCK) {
                decode(out, block.length() & ~3);
            }
            line = required();
        }
        decode(out, block.length());
        // The checksum proves nothing: RFC 9580 section 6.1 lets nobody refuse a message for it.
        if (!line.equals(end) && !required().equals(end)) {
            throw malformed("the armor does not end after its checksum");
        }
    }

    private static boolean isChecksum(String line) {
        return line.length() == 5 && line.charAt(0) == '=';
    }

    private void decode(OutputStream out, int length) throws ProtectionFailure {
        String text = block.substring(0, length);
        block.delete(0, length);
        if (text.isEmpty()) {
            return;
        }
        if (padded || text.length() % 4 != 0) {
            throw malformed("base64 is cut off, or goes on after its end");
        }
        padded = text.endsWith("=");
        write(out, base64(text));
    }

    private static byte[] base64(String text) throws ProtectionFailure {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new ProtectionFailure(Reason.PGP_MALFORMED, "a character of the armor is not of base64", e);
        }
    }

    private static void write(OutputStream out, byte[] bytes) throws ProtectionFailure {
        try {
            out.write(bytes);
        } catch (IOException e) {
            throw new ProtectionFailure(Reason.INTERNAL, "a temporary file cannot be written", e);
        }
    }

    private String required() throws IOException, ProtectionFailure {
        String line = next();
        if (line == null) {
            throw malformed("the armor is cut off");
        }
        return line;
    }

    /** Without white space at its end, which mail servers add and take; cut where no line of ours is that long. */
    private String next() throws IOException, ProtectionFailure {
        int count = 0;
        int octet = read();
        if (octet < 0) {
            return null;
        }
        for (; octet >= 0 && octet != '\n'; octet = read()) {
            if (count < MAX_LINE) {
                line[count++] = (byte) octet;
            }
        }
        if (count == MAX_LINE) {
            // No base64, so that what was cut off is not passed over.
            return "\u0000";
        }
        return new String(line, 0, count, StandardCharsets.ISO_8859_1).stripTrailing();
    }

    private int read() throws IOException, ProtectionFailure {
        if (at == filled) {
            at = 0;
            filled = Math.max(0, fill());
        }
        return filled == 0 ? -1 : buffer[at++] & 0xff;
    }

    private int fill() throws IOException, ProtectionFailure {
        try {
            return in.read(buffer);
        } catch (MimeFailure e) {
            throw new ProtectionFailure(e.reason(), e.getMessage(), e);
        }
    }

    private static ProtectionFailure malformed(String fact) {
        return new ProtectionFailure(Reason.PGP_MALFORMED, fact);
    }
}
