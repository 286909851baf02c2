package dev.mailshell.mime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Undoes quoted-printable (RFC 2045 section 6.7) line by line; a line longer than 4 KiB or a bad escape is refused. */
final class QuotedPrintableStream extends DecodingStream {

    // RFC 2045 allows 76 characters; some writers are sloppy.
    private static final int MAX_LINE = 4 * 1024;

    QuotedPrintableStream(InputStream encoded) {
        super(encoded);
    }

    @Override
    Optional<byte[]> next(InputStream encoded) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        return readLine(encoded, line) ? Optional.of(decode(line.toByteArray())) : Optional.empty();
    }

    private static boolean readLine(InputStream in, ByteArrayOutputStream line) throws IOException {
        int octet;
        do {
            octet = in.read();
            if (octet >= 0) {
                line.write(octet);
            }
            if (line.size() > MAX_LINE) {
                throw MimeFailure.malformed("a quoted-printable line is longer than " + MAX_LINE + " bytes");
            }
        } while (octet >= 0 && octet != '\n');
        return line.size() > 0;
    }

    private static byte[] decode(byte[] line) throws MimeFailure {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int textEnd = textEnd(line);
        int last = textEnd;
        // White space before the line end was added on the way (rule 3).
        while (last > 0 && (line[last - 1] == ' ' || line[last - 1] == '\t')) {
            last--;
        }
        boolean soft = last > 0 && line[last - 1] == '=';
        decodeText(line, soft ? last - 1 : last, out);
        if (!soft) {
            out.write(line, textEnd, line.length - textEnd);
        }
        return out.toByteArray();
    }

    private static int textEnd(byte[] line) {
        int end = line.length;
        if (end > 0 && line[end - 1] == '\n') {
            end--;
        }
        return end > 0 && line[end - 1] == '\r' ? end - 1 : end;
    }

    private static void decodeText(byte[] line, int end, ByteArrayOutputStream out) throws MimeFailure {
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
