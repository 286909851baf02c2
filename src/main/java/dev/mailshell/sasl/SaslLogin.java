package dev.mailshell.sasl;

import java.io.IOException;
import javax.security.sasl.SaslClient;

/** Proves by one mechanism whose account it is, at each connection. Safe for use by several threads. */
public interface SaslLogin {

    /** What goes on between a client of the mechanism and a mail server. */
    @FunctionalInterface
    interface Talk {

        /** @throws IOException if the connection breaks, or the mechanism cannot go on */
        void with(SaslClient client) throws IOException;
    }

    /** As it is registered, such as {@code GSSAPI}. */
    String mechanism();

    /**
     * Finds out whether there is something that proves it, before a mail server is asked; throws a
     * {@link dev.mailshell.credential.CredentialFailure} if not.
     */
    void prepare();

    /**
     * Runs {@code talk} with a client for the {@code service} ({@code imap} or {@code smtp}) on {@code host}; may throw a
     * {@link dev.mailshell.credential.CredentialFailure}.
     *
     * @throws IOException as {@code talk} does
     */
    void prove(String service, String host, Talk talk) throws IOException;
}
