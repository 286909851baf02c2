package dev.mailshell.hub.pop3;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What a client says in SASL PLAIN (RFC 4616). Never printed. */
final class PlainResponse {

    private final String user;
    private final String password;

    private PlainResponse(String user, String password) {
        this.user = user;
        this.password = password;
    }

    /** @throws NegativeAnswer if it has another form, or one user wants to act as another */
    static PlainResponse parse(String base64) throws NegativeAnswer {
        if (base64.equals("*")) {
            throw NegativeAnswer.of("given up");
        }
        String[] parts = decoded(base64).split("\0", -1);
        if (parts.length != 3 || parts[1].isEmpty()) {
            throw NegativeAnswer.mistake("that is no response of PLAIN");
        }
        if (!parts[0].isEmpty() && !parts[0].equals(parts[1])) {
            throw NegativeAnswer.of("[AUTH] nobody acts as somebody else");
        }
        return new PlainResponse(parts[1], parts[2]);
    }

    private static String decoded(String base64) throws NegativeAnswer {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw NegativeAnswer.mistake("that is no base64 of text");
        }
    }

    String user() {
        return user;
    }

    String password() {
        return password;
    }
}
