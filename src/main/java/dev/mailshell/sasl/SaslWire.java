package dev.mailshell.sasl;

import java.io.IOException;
import java.util.Base64;
import java.util.Optional;

/** A connection that is there, by TLS, and on which nobody is logged in yet. */
interface SaslWire {

    /** Whether the mail server offers {@code mechanism} now. */
    boolean offers(String mechanism);

    /** Begins the exchange. */
    SaslAnswer begin(String mechanism, Optional<byte[]> initialResponse) throws IOException;

    /** Goes on with it. */
    SaslAnswer respond(byte[] response) throws IOException;

    /** As both protocols write it: one that is empty is no missing one. */
    static String initial(byte[] response) {
        return response.length == 0 ? "=" : base64(response);
    }

    static String base64(byte[] content) {
        return Base64.getEncoder().encodeToString(content);
    }

    /** @throws IOException if {@code text} is none */
    static byte[] decoded(String text) throws IOException {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new IOException("the mail server sends a challenge that is not base64", e);
        }
    }
}
