package dev.mailshell.human;

import dev.mailshell.mime.Content;
import dev.mailshell.mime.MimeEntity;
import dev.mailshell.mime.MimeFailure;
import dev.mailshell.mime.Sha256Stream;
import dev.mailshell.model.AttachedFile;
import java.io.IOException;
import java.io.InputStream;

/**
 * A file that came with a typed command, as a part of the mail or uuencoded in its text.
 *
 * @param content can be written as long as the signed entity is there
 */
public record InputFile(String name, Content content) {

    static InputFile of(String name, MimeEntity part) throws MimeFailure {
        MimeEntity encoded = part.withoutHeader();
        return new InputFile(name, out -> {
            try (InputStream in = encoded.content()) {
                in.transferTo(out);
            }
        });
    }

    /** Reads it once. */
    AttachedFile describe() throws IOException {
        Sha256Stream digest = new Sha256Stream();
        content.writeTo(digest);
        return new AttachedFile(name, digest.count(), digest.sha256());
    }
}
