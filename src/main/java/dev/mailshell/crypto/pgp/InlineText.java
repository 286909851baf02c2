package dev.mailshell.crypto.pgp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What was signed as the text of a mail: no MIME entity, unless somebody wrote one there. */
final class InlineText {

    private static final String FIRST_FIELD = "content-type:";
    private static final String HEAD =
            "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n";

    private InlineText() {}

    /**
     * What makes an entity of {@code text} if it is put before it; nothing if it is one.
     *
     * @param text its beginning is read
     */
    static byte[] head(InputStream text) throws IOException {
        String start = new String(text.readNBytes(FIRST_FIELD.length()), StandardCharsets.US_ASCII);
        String head = start.toLowerCase(Locale.ROOT).equals(FIRST_FIELD) ? "" : HEAD;
        return head.getBytes(StandardCharsets.US_ASCII);
    }
}
