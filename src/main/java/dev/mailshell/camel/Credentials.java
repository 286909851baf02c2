package dev.mailshell.camel;

import dev.mailshell.config.MailshellConfig;
import dev.mailshell.config.Secret;
import dev.mailshell.oauth.AccessTokens;
import dev.mailshell.oauth.AuthorizationServer;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** How we prove to mail servers whose account it is: by a password, or by a token that is got when it is needed. */
public final class Credentials {

    private final Optional<AccessTokens> tokens;

    private Credentials(Optional<AccessTokens> tokens) {
        this.tokens = tokens;
    }

    /**
     * Those of the accounts in {@code config}; nothing is got yet.
     *
     * @throws IOException if the authorities that are trusted cannot be read
     */
    public static Credentials of(MailshellConfig config, InstantSource clock) throws IOException {
        if (config.oauth().isEmpty()) {
            return new Credentials(Optional.empty());
        }
        AuthorizationServer server = new AuthorizationServer(config.oauth().get(), TrustedRoots.tls(config.caFile()));
        return new Credentials(Optional.of(new AccessTokens(server, config.home(), clock)));
    }

    /**
     * What is shown to a mail server, each time that we log in there; may throw {@link dev.mailshell.oauth.TokenFailure}.
     *
     * @param password that of the account; empty where a token takes its place
     */
    public Supplier<String> secret(Optional<Secret> password) {
        return password.<Supplier<String>>map(known -> known::reveal).orElseGet(() -> tokens.orElseThrow()::current);
    }
}
