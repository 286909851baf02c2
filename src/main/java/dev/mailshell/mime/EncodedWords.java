package dev.mailshell.mime;

import dev.mailshell.model.Reason;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Header text as people read it. */
public final class EncodedWords {

    private EncodedWords() {}

    /**
     * {@code value}, each byte one character, with encoded words (RFC 2047) decoded, and what else is UTF-8 (RFC 6532).
     *
     * @throws MimeFailure if an encoded word cannot be decoded
     */
    public static String decode(String value) throws MimeFailure {
        try {
            return MimeUtility.decodeText(asUtf8(value));
        } catch (UnsupportedEncodingException | RuntimeException e) {
            // Runtime exceptions too: the library's own checks do not foresee every value that a stranger may write.
            throw new MimeFailure(Reason.MAIL_MALFORMED, "a header field holds an encoded word of no known form", e);
        }
    }

    private static String asUtf8(String value) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            return value;
        }
    }
}
