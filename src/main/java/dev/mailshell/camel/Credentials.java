package dev.mailshell.camel;

import dev.mailshell.config.MailshellConfig;
import dev.mailshell.config.Secret;
import dev.mailshell.config.TokenMechanism;
import dev.mailshell.kerberos.KerberosLogin;
import dev.mailshell.kerberos.Tickets;
import dev.mailshell.oauth.AccessTokens;
import dev.mailshell.oauth.AuthorizationServer;
import dev.mailshell.oauth.BearerLogin;
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
        return new Credentials(tokens, tickets, sasl(config, tickets));
    }

    private static Optional<SaslLogin> sasl(MailshellConfig config, Optional<Tickets> tickets) {
        return tickets.<SaslLogin>map(KerberosLogin::new)
                .or(() -> config.clientCertificate().map(shown -> new ExternalLogin()))
                .or(() -> config.oauth()
                        .filter(client -> client.mechanism() == TokenMechanism.OAUTHBEARER)
                        .map(client -> new BearerLogin()));
    }

    /** The mechanism that takes the place of all that the mail library knows; empty where it logs in by itself, with a password or a token. */
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
        return password.<Supplier<String>>map(known -> known::reveal)
                .or(() -> tokens.map(ours -> ours::current))
                .orElseGet(() -> () -> {
                    sasl.orElseThrow().prepare();
                    return "";
                });
    }
}
