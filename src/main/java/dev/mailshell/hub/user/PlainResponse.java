package dev.mailshell.hub.user;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** What a client says in SASL PLAIN (RFC 4616). Never printed. */
public final class PlainResponse {

    private final String actsFor;
    private final String user;
    private final String password;

    private PlainResponse(String actsFor, String user, String password) {
        this.actsFor = actsFor;
        this.user = user;
        this.password = password;
    }

    /** Empty if it is no base64 of text, or the text has another form. */
    public static Optional<PlainResponse> parse(String base64) {
        return decoded(base64)
                .map(text -> text.split("\0", -1))
                .filter(parts -> parts.length == 3 && !parts[1].isEmpty())
                .map(parts -> new PlainResponse(parts[0], parts[1], parts[2]));
    }

    private static Optional<String> decoded(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (IllegalArgumentException | CharacterCodingException e) {
            // A stranger's words: not even the message is worth to keep.
            return Optional.empty();
        }
    }

    /** Whether the user wants to act as another one. */
    public boolean isForAnother() {
        return !actsFor.isEmpty() && !actsFor.equalsIgnoreCase(user);
    }

    /** Who logs in; not empty. */
    public String user() {
        return user;
    }

    /** As it was sent. */
    public String password() {
        return password;
    }
}
