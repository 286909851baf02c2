package dev.mailshell.human;

import dev.mailshell.mime.MimeEntity;
import dev.mailshell.model.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The one text of a signed mail, and the files beside it, as mail programs put them together.
 *
 * @param text of the type {@code text/plain}
 */
record SignedText(MimeEntity text, List<InputFile> files) {

    private static final String PLAIN = "text/plain";

    static SignedText of(MimeEntity signed) throws IOException, UnreadableText {
        // A file that is attached to nothing: a person wrote no text.
        if (isAttachment(signed)) {
            throw withoutText();
        }
        return switch (signed.mediaType().name()) {
            case PLAIN -> new SignedText(signed, List.of());
            case "multipart/alternative" -> new SignedText(plainOf(signed.parts()), List.of());
            case "multipart/mixed" -> mixed(signed);
            case "multipart/related" -> related(signed.parts());
            default -> throw withoutText();
        };
    }

    /** The other versions of an alternative say the same in other types. */
    private static MimeEntity plainOf(List<MimeEntity> versions) throws IOException, UnreadableText {
        List<MimeEntity> plain = new ArrayList<>();
        for (MimeEntity version : versions) {
            if (version.mediaType().is(PLAIN)) {
                plain.add(version);
            }
        }
        if (plain.size() > 1) {
            throw secondText();
        }
        return plain.stream().findFirst().orElseThrow(SignedText::withoutText);
    }

    /** Beside its root lie the pictures of the HTML. */
    private static SignedText related(List<MimeEntity> parts) throws IOException, UnreadableText {
        if (parts.isEmpty()) {
            throw withoutText();
        }
        return of(parts.get(0));
    }

    private static SignedText mixed(MimeEntity signed) throws IOException, UnreadableText {
        List<MimeEntity> meant = meant(signed);
        if (meant.isEmpty()) {
            throw withoutText();
        }
        SignedText first = of(meant.get(0));
        List<InputFile> files = new ArrayList<>(first.files());
        for (MimeEntity part : meant.subList(1, meant.size())) {
            Optional<String> name = part.decodedFileName();
            if (name.isPresent()) {
                files.add(InputFile.of(name.get(), part));
            } else if (!isBlank(part)) {
                throw secondText();
            }
        }
        return new SignedText(first.text(), files);
    }

    /** All parts but those that no person put there. */
    private static List<MimeEntity> meant(MimeEntity signed) throws IOException {
        List<MimeEntity> meant = new ArrayList<>();
        for (MimeEntity part : signed.parts()) {
            boolean copiesHeader = meant.isEmpty() && hasProtectedHeader(signed) && hasProtectedHeader(part);
            if (!copiesHeader && !isOfTheProgram(part)) {
                meant.add(part);
            }
        }
        return meant;
    }

    /** The older form of protected headers; a part of a part that has them is a copy for programs that show none. */
    private static boolean hasProtectedHeader(MimeEntity part) throws IOException {
        return part.mediaType().parameter("protected-headers").isPresent();
    }

    private static boolean isAttachment(MimeEntity part) throws IOException {
        return part.only("Content-Disposition")
                .filter(value -> value.regionMatches(true, 0, "attachment", 0, "attachment".length()))
                .isPresent();
    }

    /** The signer's public key, or a copy of the subject. */
    private static boolean isOfTheProgram(MimeEntity part) throws IOException {
        return part.mediaType().is("application/pgp-keys") || part.mediaType().is("text/rfc822-headers");
    }

    private static boolean isBlank(MimeEntity part) throws IOException, UnreadableText {
        return part.mediaType().is(PLAIN) && PlainText.read(part).text().isBlank();
    }

    private static UnreadableText withoutText() {
        return new UnreadableText(
                Reason.CONTENT_TYPE_REFUSED,
                "the signed mail has no text/plain, only HTML or something else",
                "set the mail program to write plain text, and send it again");
    }

    private static UnreadableText secondText() {
        return new UnreadableText(
                Reason.EXTRA_PART,
                "a part of the signed mail is neither its one text nor a file with a name",
                "write one text and attach files below it; a text after an attachment is a second one");
    }
}
