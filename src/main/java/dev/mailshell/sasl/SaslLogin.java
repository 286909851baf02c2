package dev.mailshell.sasl;

import java.io.IOException;
import java.util.Optional;
import javax.security.sasl.SaslClient;

/** Proves by one mechanism whose account it is, at each connection. Safe for use by several threads. */
public interface SaslLogin {

    /** What goes on between a client of the mechanism and a mail server. */
    @FunctionalInterface
    interface Talk {

        /**
         * Has {@code client} answer until the mail server has decided.
         *
         * @return why it does not let us in; empty if it does
         * @throws IOException if the connection breaks, or the mechanism cannot go on
         */
        Optional<String> with(SaslClient client) throws IOException;
    }

    /** As it is registered, such as {@code GSSAPI}. */
    String mechanism();

    /**
     * Finds out whether there is something that proves it, before a mail server is asked; throws a
     * {@link dev.mailshell.credential.CredentialFailure} if not. Does nothing where that is known without asking anybody.
     */
    default void prepare() {}

    /**
     * Runs {@code talk} with a client for {@code account}; may throw a {@link dev.mailshell.credential.CredentialFailure}.
     *
     * @return why the mail server does not let us in, in words that may be shown; empty if it does
     * @throws IOException as {@code talk} does
     */
    Optional<String> prove(SaslAccount account, Talk talk) throws IOException;
}
