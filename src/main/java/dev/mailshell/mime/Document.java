package dev.mailshell.mime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** What a signed entity says: one part, alone or followed by attached files. */
public final class Document {

    private static final Pattern MEDIA_TYPE = Pattern.compile("[a-z]+/[a-z0-9.+-]+");
    /** The longest line that a text may have without an encoding, its end not counted (RFC 5322 section 2.1.1). */
    private static final int MAX_LINE = 998;

    private final String fields;
    private final byte[] body;

    private Document(String fields, byte[] body) {
        this.fields = fields;
        this.body = body;
    }

    /**
     * A document of a program, which is written as it is.
     *
     * @param mediaType without parameters
     */
    public static Document of(String mediaType, byte[] content) {
        if (!MEDIA_TYPE.matcher(mediaType).matches()) {
            throw new IllegalArgumentException("not a media type");
        }
        return new Document(
                "Content-Type: " + mediaType + "\r\nContent-Transfer-Encoding: binary\r\n", content.clone());
    }

    /**
     * A text of ours for a person. It says that a machine wrote it under the signature too, where nobody on the way can take that
     * away; so it is never taken for a command.
     *
     * @param text its lines end with LF
     */
    public static Document answer(String text) {
        byte[] bytes = text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        boolean encode = text.lines().anyMatch(line -> line.getBytes(StandardCharsets.UTF_8).length > MAX_LINE);
        return new Document(
                "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: " + (encode ? "base64" : "8bit")
                        + "\r\nAuto-Submitted: auto-replied\r\n",
                encode ? base64(bytes) : bytes);
    }

    private static byte[] base64(byte[] bytes) {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        try (WrappedBase64 base64 = new WrappedBase64(encoded)) {
            base64.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes all bytes", e);
        }
        return encoded.toByteArray();
    }

    /** How many bytes it takes, encoded. */
    public int length() {
        return body.length;
    }

    String fields() {
        return fields;
    }

    byte[] body() {
        return body;
    }
}
