package dev.mailshell.mime;

import java.util.List;
import java.util.Optional;

/**
 * What the signed header of a mail says, where its mail program put one there: by RFC 9788, which marks the signed entity with {@code hp},
 * or in the older form with {@code protected-headers}. It counts instead of the outer one.
 *
 * @param messageId if there is exactly one of plain form
 */
public record ProtectedHeader(Optional<MessageId> messageId) {

    private static final ProtectedHeader NONE = new ProtectedHeader(Optional.empty());

    /**
     * The protected header of {@code signed}; without anything in it if there is none.
     *
     * @param signed the outermost signed entity
     * @throws MimeFailure if its content type cannot be read
     */
    public static ProtectedHeader of(MimeEntity signed) throws MimeFailure {
        MediaType type = signed.mediaType();
        if (type.parameter("hp").isEmpty()
                && type.parameter("protected-headers").isEmpty()) {
            return NONE;
        }
        List<String> ids = signed.all("Message-ID");
        return ids.size() == 1 ? new ProtectedHeader(MessageId.of(ids.get(0))) : NONE;
    }
}
