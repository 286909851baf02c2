package dev.mailshell.mime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Undoes quoted-printable (RFC 2045 section 6.7) line by line; a line longer than 4 KiB or a bad escape is refused. */
final class QuotedPrintableStream extends DecodingStream {

    // RFC 2045 allows 76 characters; some writers are sloppy.
    private static final int MAX_LINE = 4 * 1024;
    private static final int BLOCK = 8 * 1024;

    private final byte[] line = new byte[MAX_LINE];
    private int length;

    QuotedPrintableStream(InputStream encoded) {
        super(encoded);
    }

    /** Several lines at once: each may be as short as its end. */
    @Override
    Optional<byte[]> next(InputStream encoded) throws IOException {
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(2 * BLOCK);
        boolean more = true;
        while (more && decoded.size() < BLOCK) {
            more = readLine(encoded);
            decodeLine(decoded);
        }
        return more || decoded.size() > 0 ? Optional.of(decoded.toByteArray()) : Optional.empty();
    }

    private boolean readLine(InputStream in) throws IOException {
        length = 0;
        int octet;
        do {
            octet = in.read();
            if (octet >= 0) {
                requireRoom();
                line[length++] = (byte) octet;
            }
        } while (octet >= 0 && octet != '\n');
        return length > 0;
    }

    private void requireRoom() throws MimeFailure {
        if (length == MAX_LINE) {
            throw MimeFailure.malformed("a quoted-printable line is longer than " + MAX_LINE + " bytes");
        }
    }

    private void decodeLine(ByteArrayOutputStream out) throws MimeFailure {
        int textEnd = textEnd();
        int last = textEnd;
        // White space before the line end was added on the way (rule 3).
        while (last > 0 && (line[last - 1] == ' ' || line[last - 1] == '\t')) {
            last--;
        }
        boolean soft = last > 0 && line[last - 1] == '=';
        decodeText(soft ? last - 1 : last, out);
        if (!soft) {
            out.write(line, textEnd, length - textEnd);
        }
    }

    private int textEnd() {
        int end = length;
        if (end > 0 && line[end - 1] == '\n') {
            end--;
        }
        return end > 0 && line[end - 1] == '\r' ? end - 1 : end;
    }

    private void decodeText(int end, ByteArrayOutputStream out) throws MimeFailure {
        for (int i = 0; i < end; i++) {
            if (line[i] != '=') {
                out.write(requirePrintable(line[i]));
                continue;
            }
            if (i + 2 >= end) {
                throw MimeFailure.malformed("a quoted-printable escape is cut off");
            }
            out.write(hex(line[i + 1]) << 4 | hex(line[i + 2]));
            i += 2;
        }
    }

    private static int requirePrintable(byte octet) throws MimeFailure {
        if (octet != '\t' && (octet < ' ' || octet > '~')) {
            throw MimeFailure.malformed("a byte of a quoted-printable body is not printable ASCII");
        }
        return octet;
    }

    private static int hex(byte digit) throws MimeFailure {
        int value = Character.digit(digit, 16);
        if (value < 0) {
            throw MimeFailure.malformed("a quoted-printable escape is not two hexadecimal digits");
        }
        return value;
    }
}
