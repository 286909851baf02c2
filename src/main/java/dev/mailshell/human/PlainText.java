package dev.mailshell.human;

import dev.mailshell.mime.Content;
import dev.mailshell.mime.MediaType;
import dev.mailshell.mime.MimeEntity;
import dev.mailshell.model.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The text of a {@code text/plain} part.
 *
 * @param text its lines end with LF
 * @param flowed whether line breaks of the mail program were marked, and are undone
 */
record PlainText(String text, boolean flowed) {

    /** The most bytes of a text; what is larger can be attached. */
    static final int MAX_BYTES = 1 << 20;

    /** The most lines of a text; a uuencoded file of that size has fewer. Each costs many times its bytes in memory. */
    private static final int MAX_LINES = 1 << 16;

    private static final Pattern CHARSETS = Pattern.compile("utf-8|us-ascii|iso-8859-[0-9]{1,2}|windows-125[0-8]");
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    static PlainText read(MimeEntity part) throws IOException, UnreadableText {
        MediaType type = part.mediaType();
        String text = decode(bytes(part), charset(type)).replace("\r\n", "\n");
        if (text.startsWith(BYTE_ORDER_MARK)) {
            text = text.substring(1);
        }
        requireFewLines(text);
        boolean flowed = isOn(type, "format", "flowed");
        if (flowed) {
            text = FlowedText.join(text, isOn(type, "delsp", "yes"));
        }
        return new PlainText(isOn(type, "hp-legacy-display", "1") ? withoutCopiedHeader(text) : text, flowed);
    }

    private static void requireFewLines(String text) throws UnreadableText {
        if (text.chars().filter(c -> c == '\n').count() >= MAX_LINES) {
            throw new UnreadableText(
                    Reason.TEXT_UNREADABLE,
                    "the text has too many lines (expected at most " + MAX_LINES + ")",
                    "attach what is large as a file");
        }
    }

    /** The text that {@code content} is. */
    static String utf8(Content content) throws IOException, UnreadableText {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        content.writeTo(bytes);
        return decode(bytes.toByteArray(), StandardCharsets.UTF_8);
    }

    private static boolean isOn(MediaType type, String parameter, String value) {
        return type.parameter(parameter).filter(value::equalsIgnoreCase).isPresent();
    }

    /** RFC 9788 section 5.2.2: header fields for programs that show no protected ones, up to the first empty line. */
    private static String withoutCopiedHeader(String text) {
        int end = text.indexOf("\n\n");
        return end < 0 ? "" : text.substring(end + 2);
    }

    private static byte[] bytes(MimeEntity part) throws IOException, UnreadableText {
        try (InputStream content = part.content()) {
            byte[] bytes = content.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new UnreadableText(
                        Reason.TEXT_UNREADABLE,
                        "the text is too large (expected at most " + MAX_BYTES + " bytes)",
                        "attach what is large as a file");
            }
            return bytes;
        }
    }

    private static Charset charset(MediaType type) throws UnreadableText {
        String name = type.parameter("charset").orElse("us-ascii").toLowerCase(Locale.ROOT);
        if (!CHARSETS.matcher(name).matches() || !Charset.isSupported(name)) {
            throw new UnreadableText(
                    Reason.TEXT_UNREADABLE,
                    "the text is in a character set that is not read (expected UTF-8, ISO-8859 or windows-125x)",
                    "set the mail program to write UTF-8");
        }
        // What says ASCII or nothing and has other bytes is UTF-8, or nothing that can be known.
        return name.equals("us-ascii") ? StandardCharsets.UTF_8 : Charset.forName(name);
    }

    private static String decode(byte[] bytes, Charset charset) throws UnreadableText {
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            UnreadableText refusal = new UnreadableText(
                    Reason.TEXT_UNREADABLE,
                    "the text has bytes that are none of its character set, " + charset.name(),
                    "set the mail program to write UTF-8, and to say so in Content-Type");
            refusal.initCause(e);
            throw refusal;
        }
    }
}
