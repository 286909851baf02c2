package dev.mailshell.hub.sender;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;

/**
 * Fields of a mail that only the mail server writes which puts it into a mailbox: Return-Path (RFC 5321 section 4.4), and
 * Authentication-Results that claim to be from here (RFC 8601 section 5).
 */
public final class ForgedResults {

    private ForgedResults() {}

    /**
     * {@code message} without them; everything else byte for byte. The header is read at once, the body as it is wanted. A field whose server cannot
     * be told is removed too, since nobody knows how another reader takes it.
     *
     * @param message not closed by this method; the result closes it
     * @param authservId of this mail server; in any case of its letters
     * @throws dev.mailshell.mime.MimeFailure if the header is larger than 256 KiB
     * @throws IOException if {@code message} cannot be read
     */
    public static InputStream remove(InputStream message, String authservId) throws IOException {
        InputStream in = new BufferedInputStream(message);
        HeaderSection header = HeaderSection.read(in);
        StringBuilder kept = new StringBuilder();
        for (RawField field : header.fields()) {
            if (!isForged(authservId, field)) {
                kept.append(field.text());
            }
        }
        kept.append(header.end());
        byte[] bytes = kept.toString().getBytes(StandardCharsets.ISO_8859_1);
        return new SequenceInputStream(new ByteArrayInputStream(bytes), in);
    }

    private static boolean isForged(String authservId, RawField field) {
        return field.isNamed("Return-Path") || (field.isNamed(ResultsField.NAME) && mayBeOf(authservId, field));
    }

    private static boolean mayBeOf(String authservId, RawField field) {
        String text = withoutLeadingGap(field.unfolded());
        boolean quoted = text.startsWith("\"");
        int start = quoted ? 1 : 0;
        int end = start;
        while (end < text.length() && isOfName(text.charAt(end))) {
            end++;
        }
        // A quoted string may hide what it says behind backslashes, an empty name anything.
        boolean unclear = end == start || (quoted && !text.startsWith("\"", end));
        return unclear || text.substring(start, end).equalsIgnoreCase(authservId);
    }

    private static boolean isOfName(char c) {
        return c > ' ' && c < 127 && "()<>@,;:\\\"/[]?=".indexOf(c) < 0;
    }

    /** Without blanks and comments, which may be nested; nothing is left of a comment that does not end. */
    private static String withoutLeadingGap(String text) {
        int depth = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\' && depth > 0) {
                at++;
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && depth > 0) {
                depth--;
            } else if (depth == 0 && c > ' ') {
                return text.substring(at);
            }
        }
        return "";
    }
}
