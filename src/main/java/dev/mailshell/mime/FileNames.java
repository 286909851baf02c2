package dev.mailshell.mime;

import dev.mailshell.model.Reason;
import jakarta.mail.internet.ContentDisposition;
import jakarta.mail.internet.ParseException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Names of attached files: one plain name, or refused. */
final class FileNames {

    private static final int MAX_BYTES = 255;

    private FileNames() {}

    static Optional<String> of(MimeEntity entity) throws MimeFailure {
        Optional<String> name = dispositionName(entity);
        if (name.isEmpty()) {
            name = entity.mediaType().parameter("name");
        }
        return name.isEmpty() ? name : Optional.of(requireSafe(name.get()));
    }

    private static Optional<String> dispositionName(MimeEntity entity) throws MimeFailure {
        Optional<String> value = entity.only("Content-Disposition");
        if (value.isEmpty()) {
            return value;
        }
        try {
            return Optional.ofNullable(new ContentDisposition(value.get()).getParameter("filename"));
        } catch (ParseException | RuntimeException e) {
            throw new MimeFailure(Reason.MAIL_MALFORMED, "the Content-Disposition is not of RFC 2183", e);
        }
    }

    static String requireSafe(String name) throws MimeFailure {
        boolean bad = name.isBlank()
                || name.equals(".")
                || name.equals("..")
                || name.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES
                || name.codePoints().anyMatch(FileNames::isUnsafe);
        if (bad) {
            throw MimeFailure.malformed("the file name of a part is not one plain name of at most " + MAX_BYTES
                    + " bytes without path separators and control characters");
        }
        return name;
    }

    /** Format characters too: they can make a name look like another one. */
    private static boolean isUnsafe(int c) {
        int type = Character.getType(c);
        return c == '/'
                || c == '\\'
                || type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
