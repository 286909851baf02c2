package dev.mailshell.crypto;

import dev.mailshell.mime.MediaType;
import dev.mailshell.mime.MimeEntity;
import dev.mailshell.model.MessageFormat;
import dev.mailshell.model.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The one encrypted entity of a mail: the mail itself, or a part of it, since Exchange takes PGP/MIME and S/MIME apart, and Workspace and
 * mailing lists wrap them to write something below. Nothing is changed or put together, and nothing else of the mail is used: what is
 * around an encrypted entity nobody signed. What is inside is held to all that it would be held to without a repair.
 *
 * <p>Looks at 64 entities at most, and never into an attached mail, a signed multipart or HTML.
 *
 * @param format as far as can be seen from outside
 * @param entity whose content, with its transfer encoding undone, is the message of that format
 */
public record SealedPart(MessageFormat format, MimeEntity entity) {

    private static final int MAX_ENTITIES = 64;
    private static final String BYTES = "application/octet-stream";
    private static final String PGP_CONTROL = "application/pgp-encrypted";
    private static final Set<String> ARMORED = Set.of("text/plain", BYTES, PGP_CONTROL);
    private static final Set<String> PKCS7 = Set.of("application/pkcs7-mime", "application/x-pkcs7-mime");
    private static final Set<String> TAKEN_APART = Set.of("multipart/mixed", "multipart/alternative");
    private static final Pattern FILE = Pattern.compile("(?i).*\\bfilename=\"?[^\";/]{0,100}\\.p7m\"?\\s*(?:;.*)?");

    /**
     * The encrypted entity of {@code mail}; empty if there is none.
     *
     * @throws ProtectionFailure if there is more than one, or the mail has too many parts to tell
     * @throws IOException if the mail cannot be read; as a {@link dev.mailshell.mime.MimeFailure} if it is malformed
     */
    public static Optional<SealedPart> in(MimeEntity mail) throws IOException, ProtectionFailure {
        List<SealedPart> found = new ArrayList<>();
        List<MimeEntity> entities = new ArrayList<>(List.of(mail));
        for (int i = 0; i < entities.size(); i++) {
            MimeEntity entity = entities.get(i);
            if (mayHoldOne(entity.mediaType())) {
                entities.addAll(entity.parts());
            } else {
                of(entity).ifPresent(found::add);
            }
            if (entities.size() > MAX_ENTITIES || found.size() > 1) {
                throw new ProtectionFailure(
                        Reason.MAIL_MALFORMED,
                        "the mail has more than one encrypted part, or more than " + MAX_ENTITIES + " parts");
            }
        }
        return found.stream().findFirst();
    }

    /** Whether {@code type} is encrypted PGP/MIME as it was written (RFC 3156 section 4). */
    public static boolean isPgpMime(MediaType type) {
        return type.is("multipart/encrypted") && hasProtocol(type, PGP_CONTROL);
    }

    /** Whether {@code type} is signed PGP/MIME (RFC 3156 section 5), which is not encrypted. */
    public static boolean isPgpSigned(MediaType type) {
        return type.is("multipart/signed") && hasProtocol(type, "application/pgp-signature");
    }

    private static boolean hasProtocol(MediaType type, String protocol) {
        return type.parameter("protocol").filter(protocol::equalsIgnoreCase).isPresent();
    }

    private static boolean mayHoldOne(MediaType type) {
        return TAKEN_APART.contains(type.name()) || isPgpMime(type);
    }

    private static Optional<SealedPart> of(MimeEntity leaf) throws IOException {
        if (isSmime(leaf)) {
            return Optional.of(new SealedPart(MessageFormat.SMIME, leaf));
        }
        return ARMORED.contains(leaf.mediaType().name()) && hasArmor(leaf)
                ? Optional.of(new SealedPart(MessageFormat.OPENPGP, leaf))
                : Optional.empty();
    }

    /** The type of the CMS structure itself is checked when it is opened; one that the header names must be the right one. */
    private static boolean isSmime(MimeEntity leaf) throws IOException {
        MediaType type = leaf.mediaType();
        boolean named = PKCS7.contains(type.name()) || (type.is(BYTES) && isP7m(leaf));
        return named
                && type.parameter("smime-type")
                        .map("authEnveloped-data"::equalsIgnoreCase)
                        .orElse(true);
    }

    private static boolean isP7m(MimeEntity leaf) throws IOException {
        boolean named = leaf.mediaType()
                .parameter("name")
                .filter(name -> name.regionMatches(true, Math.max(0, name.length() - 4), ".p7m", 0, 4))
                .isPresent();
        return named
                || leaf.only("Content-Disposition")
                        .filter(value -> FILE.matcher(value).matches())
                        .isPresent();
    }

    private static boolean hasArmor(MimeEntity leaf) throws IOException {
        try (InputStream in = leaf.content()) {
            return new LineSearch("-----BEGIN PGP MESSAGE-----").isIn(in);
        }
    }
}
