package dev.mailshell.camel;

import dev.mailshell.config.MailshellConfig;
import dev.mailshell.config.Secret;
import dev.mailshell.kerberos.KerberosLogin;
import dev.mailshell.kerberos.Tickets;
import dev.mailshell.oauth.AccessTokens;
import dev.mailshell.oauth.AuthorizationServer;
import dev.mailshell.sasl.ExternalLogin;
import dev.mailshell.sasl.SaslLogin;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** How we prove to mail servers whose account it is: by a password, or by a token or a ticket that is got when it is needed, or by a certificate. */
public final class Credentials {

    private final Optional<AccessTokens> tokens;
    private final Optional<Tickets> tickets;
    private final Optional<SaslLogin> sasl;

    private Credentials(Optional<AccessTokens> tokens, Optional<Tickets> tickets, Optional<SaslLogin> sasl) {
        this.tokens = tokens;
        this.tickets = tickets;
        this.sasl = sasl;
    }

    /**
     * Those of the accounts in {@code config}; nothing is got yet.
     *
     * @throws IOException if the authorities that are trusted cannot be read
     */
    public static Credentials of(MailshellConfig config, InstantSource clock) throws IOException {
        Optional<AccessTokens> tokens = Optional.empty();
        if (config.oauth().isPresent()) {
            AuthorizationServer server =
                    new AuthorizationServer(config.oauth().get(), TrustedRoots.tls(config.caFile()));
            tokens = Optional.of(new AccessTokens(server, config.home(), clock));
        }
        Optional<Tickets> tickets = config.kerberos().map(client -> new Tickets(client, clock));
        Optional<SaslLogin> sasl = tickets.map(KerberosLogin::new);
        return new Credentials(
                tokens, tickets, sasl.or(() -> config.clientCertificate().map(shown -> new ExternalLogin())));
    }

    /** The mechanism that takes the place of all others; empty where passwords or tokens are sent. */
    public Optional<SaslLogin> sasl() {
        return sasl;
    }

    /** Those that are used; empty where Kerberos is not. */
    public Optional<Tickets> tickets() {
        return tickets;
    }

    /**
     * What is sent to a mail server, each time that we log in there; may throw a {@link dev.mailshell.credential.CredentialFailure}. It is empty
     * where nothing is sent.
     *
     * @param password that of the account; empty where something else takes its place
     */
    public Supplier<String> secret(Optional<Secret> password) {
        if (sasl.isPresent()) {
            return () -> {
                sasl.get().prepare();
                return "";
            };
        }
        return password.<Supplier<String>>map(known -> known::reveal).orElseGet(() -> tokens.orElseThrow()::current);
    }
}
