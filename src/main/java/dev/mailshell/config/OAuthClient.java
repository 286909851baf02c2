package dev.mailshell.config;

import java.net.URI;
import java.util.Optional;

/**
 * Whom we are to an authorization server, and where it is (RFC 6749). All addresses are {@code https}.
 *
 * @param application whether tokens are for the application itself, so that nobody has to log in
 * @param clientId what the provider calls the application that its user has registered
 * @param clientSecret of that application; empty if it has none
 * @param tokenUrl where tokens are given out
 * @param deviceUrl where a login with a code begins (RFC 8628); empty if there is none
 * @param authorizeUrl where a login in a browser begins; empty if there is none
 * @param scope what the tokens are for, with blanks between
 * @param mechanism how they are shown to mail servers
 */
public record OAuthClient(
        boolean application,
        String clientId,
        Optional<Secret> clientSecret,
        URI tokenUrl,
        Optional<URI> deviceUrl,
        Optional<URI> authorizeUrl,
        String scope,
        TokenMechanism mechanism) {}
