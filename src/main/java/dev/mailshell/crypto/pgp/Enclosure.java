package dev.mailshell.crypto.pgp;

import dev.mailshell.crypto.ProtectionFailure;
import dev.mailshell.crypto.SealedPart;
import dev.mailshell.mime.MimeEntity;
import dev.mailshell.model.MessageFormat;
import dev.mailshell.model.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Where in a mail the armored message is: in PGP/MIME (RFC 3156 section 4), in the text, or where a mail server has put it. */
final class Enclosure {

    private static final int CONTROL_LIMIT = 1000;

    private Enclosure() {}

    /** The part that holds it, or may hold it. */
    static MimeEntity of(MimeEntity mail) throws IOException, ProtectionFailure {
        if (SealedPart.isPgpMime(mail.mediaType())) {
            List<MimeEntity> parts = mail.parts();
            requireUsual(parts);
            if (parts.size() == 2) {
                return parts.get(1);
            }
        }
        return SealedPart.in(mail)
                .filter(part -> part.format() == MessageFormat.OPENPGP)
                .map(SealedPart::entity)
                .orElseThrow(Enclosure::notEncrypted);
    }

    static ProtectionFailure notEncrypted() {
        return new ProtectionFailure(Reason.NOT_ENCRYPTED, "no part of the mail is an OpenPGP message");
    }

    /** What a list wrote below is a further part. */
    private static void requireUsual(List<MimeEntity> parts) throws IOException, ProtectionFailure {
        boolean usual = parts.size() >= 2
                && parts.get(0).mediaType().is("application/pgp-encrypted")
                && parts.get(1).mediaType().is("application/octet-stream")
                && isVersion1(parts.get(0));
        if (!usual) {
            throw new ProtectionFailure(
                    Reason.MAIL_MALFORMED,
                    "multipart/encrypted does not begin with the two parts of RFC 3156 section 4");
        }
    }

    private static boolean isVersion1(MimeEntity control) throws IOException {
        try (InputStream in = control.content()) {
            String text = new String(in.readNBytes(CONTROL_LIMIT), StandardCharsets.ISO_8859_1);
            return text.strip().equalsIgnoreCase("Version: 1");
        }
    }
}
