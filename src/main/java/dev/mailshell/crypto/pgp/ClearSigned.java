package dev.mailshell.crypto.pgp;

import dev.mailshell.crypto.ProtectionFailure;
import dev.mailshell.mime.MimeEntity;
import dev.mailshell.model.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
        List<String> lines = Arrays.stream(new String(bytes, StandardCharsets.ISO_8859_1).split("\n", -1))
                .map(line -> line.replaceFirst("[ \t\r]+$", ""))
                .toList();
        int begin = lines.indexOf(BEGIN);
        return begin < 0 ? Optional.empty() : Optional.of(of(lines.subList(begin + 1, lines.size())));
    }

    private static ClearSigned of(List<String> lines) throws ProtectionFailure {
        int start = lines.indexOf("") + 1;
        int end = lines.indexOf(SIGNATURE);
        if (start == 0 || end < start || lines.contains(BEGIN)) {
            throw malformed("the clear-signed text is not one text and its signature");
        }
        if (!lines.subList(0, start - 1).stream().allMatch(line -> line.startsWith("Hash: "))) {
            throw malformed("the clear-signed text has a header other than Hash");
        }
        List<String> text = new ArrayList<>();
        for (String line : lines.subList(start, end)) {
            text.add(unescaped(line));
        }
        return new ClearSigned(String.join("\r\n", text), String.join("\n", lines.subList(end, lines.size())) + "\n");
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

    private static ProtectionFailure malformed(String fact) {
        return new ProtectionFailure(Reason.PGP_MALFORMED, fact);
    }
}
