package dev.mailshell.mime;

import dev.mailshell.model.PlainName;
import dev.mailshell.model.Reason;
import jakarta.mail.internet.ContentDisposition;
import jakarta.mail.internet.MimeUtility;
import jakarta.mail.internet.ParseException;
import java.io.UnsupportedEncodingException;
import java.util.Optional;

/** Names of attached files: one plain name, or refused. */
final class FileNames {

    private FileNames() {}

    static Optional<String> of(MimeEntity entity) throws MimeFailure {
        Optional<String> name = written(entity);
        return name.isEmpty() ? name : Optional.of(requireSafe(name.get()));
    }

    static Optional<String> decoded(MimeEntity entity) throws MimeFailure {
        Optional<String> name = written(entity);
        return name.isEmpty() ? name : Optional.of(requireSafe(decode(name.get())));
    }

    private static Optional<String> written(MimeEntity entity) throws MimeFailure {
        Optional<String> name = dispositionName(entity);
        return name.isPresent() ? name : entity.mediaType().parameter("name");
    }

    private static String decode(String name) throws MimeFailure {
        try {
            return MimeUtility.decodeText(name);
        } catch (UnsupportedEncodingException | RuntimeException e) {
            throw new MimeFailure(
                    Reason.MAIL_MALFORMED, "the file name of a part is in a character set that there is not", e);
        }
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
        if (!PlainName.fits(name)) {
            throw MimeFailure.malformed("the file name of a part is not one plain name of at most "
                    + PlainName.MAX_BYTES + " bytes without path separators and control characters");
        }
        return name;
    }
}
