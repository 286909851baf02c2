package dev.mailshell.crypto.pgp;

import dev.mailshell.crypto.ProtectionFailure;
import dev.mailshell.mime.MimeEntity;
import dev.mailshell.model.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A clear-signed text (RFC 9580 section 7), each byte one character, taken apart strictly: one in the mail, no header but {@code Hash}, each line that begins with a
 * dash escaped. What stands around it is passed over, since nobody signed it.
 *
 * @param text what is signed: lines without white space at their ends, joined by CRLF
 * @param armor the signature
 */
record ClearSigned(String text, String armor) {

    private static final int MAX_BYTES = 2 << 20;
    private static final String BLANK = " \t\r";
    private static final String BEGIN = "-----BEGIN PGP SIGNED MESSAGE-----";
    private static final String SIGNATURE = "-----BEGIN PGP SIGNATURE-----";

    /** The one in {@code mail}; empty if there is none, or the text is beyond 2 MiB. */
    static Optional<ClearSigned> in(MimeEntity mail) throws IOException, ProtectionFailure {
        byte[] bytes;
        try (InputStream content = mail.content()) {
            bytes = content.readNBytes(MAX_BYTES + 1);
        }
        if (bytes.length > MAX_BYTES) {
            return Optional.empty();
        }
        // Each byte is one character, so that the bytes that were signed come out again.
        Lines lines = new Lines(new String(bytes, StandardCharsets.ISO_8859_1));
        return lines.goBehind(BEGIN) ? Optional.of(of(lines)) : Optional.empty();
    }

    private static ClearSigned of(Lines lines) throws ProtectionFailure {
        skipHeader(lines);
        StringBuilder text = new StringBuilder();
        for (String line = required(lines); !line.equals(SIGNATURE); line = required(lines)) {
            text.append(unescaped(line)).append("\r\n");
        }
        text.setLength(Math.max(0, text.length() - 2));
        String armor = SIGNATURE + "\n" + lines.rest();
        if (lines.goBehind(BEGIN)) {
            throw notOne();
        }
        return new ClearSigned(text.toString(), armor);
    }

    private static void skipHeader(Lines lines) throws ProtectionFailure {
        for (String line = required(lines); !line.isEmpty(); line = required(lines)) {
            if (!line.startsWith("Hash: ")) {
                throw malformed("the clear-signed text has a header other than Hash");
            }
        }
    }

    private static String required(Lines lines) throws ProtectionFailure {
        return lines.next().orElseThrow(ClearSigned::notOne);
    }

    private static String unescaped(String line) throws ProtectionFailure {
        if (line.startsWith("- ")) {
            return line.substring(2);
        }
        if (line.startsWith("-")) {
            throw malformed("a line of the clear-signed text begins with a dash that is not escaped");
        }
        return line;
    }

    /** What is signed, byte for byte. */
    InputStream signed() {
        return bytes(text);
    }

    /** The armored signature. */
    InputStream signature() {
        return bytes(armor);
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static ProtectionFailure notOne() {
        return malformed("the clear-signed text is not one text and its signature");
    }

    private static ProtectionFailure malformed(String fact) {
        return new ProtectionFailure(Reason.PGP_MALFORMED, fact);
    }

    /** One line after the other: of as many as fit into a text, none is kept. */
    private static final class Lines {

        private final String all;
        private int at;

        Lines(String all) {
            this.all = all;
        }

        /** The next line without white space at its end; empty if there is none. */
        Optional<String> next() {
            if (at > all.length()) {
                return Optional.empty();
            }
            int start = at;
            int feed = all.indexOf('\n', start);
            int end = feed < 0 ? all.length() : feed;
            at = end + 1;
            while (end > start && BLANK.indexOf(all.charAt(end - 1)) >= 0) {
                end--;
            }
            return Optional.of(all.substring(start, end));
        }

        /** Goes to the line after {@code wanted}; false, and to the end, if there is none. */
        boolean goBehind(String wanted) {
            for (Optional<String> line = next(); line.isPresent(); line = next()) {
                if (line.get().equals(wanted)) {
                    return true;
                }
            }
            return false;
        }

        /** All that {@link #next} has not given. */
        String rest() {
            return all.substring(Math.min(at, all.length()));
        }
    }
}
