package dev.mailshell.crypto.pgp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * What was signed as the text of a mail, and is no MIME entity. The signed bytes alone tell which of both they are: whoever changes the
 * outer header on the way must not choose how they are read.
 */
final class BareText {

    private static final int MAX_LINE = 1000;
    /** RFC 5322 section 2.2, or the end of a header without fields. */
    private static final Pattern ENTITY = Pattern.compile("(?s)(?:[!-9;-~]+[ \\t]*:|\\r?\\n).*");

    private static final String HEAD =
            "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n";

    private BareText() {}

    /**
     * What makes an entity of {@code signed} if it is put before it; nothing if it is one, or is empty.
     *
     * @param signed its beginning is read
     */
    static byte[] head(InputStream signed) throws IOException {
        return isEntity(signed) ? new byte[0] : HEAD.getBytes(StandardCharsets.US_ASCII);
    }

    /** Whether {@code content} is a MIME entity, or empty; its beginning is read. */
    static boolean isEntity(InputStream content) throws IOException {
        String start = new String(content.readNBytes(MAX_LINE), StandardCharsets.ISO_8859_1);
        return start.isEmpty() || ENTITY.matcher(start).matches();
    }
}
