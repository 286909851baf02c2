package dev.mailshell.oauth;

import dev.mailshell.config.Home;
import dev.mailshell.config.OAuthClient;
import dev.mailshell.config.Secret;
import dev.mailshell.config.TokenMechanism;
import dev.mailshell.realmail.TrustedTls;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** A process that prints the access token of a home. */
final class TokenTaker {

    private TokenTaker() {}

    /** @param args the home, where tokens are given out, and the authority */
    public static void main(String[] args) throws Exception {
        OAuthClient client = new OAuthClient(
                false,
                "web1@mail.test",
                Optional.of(new Secret(TokenServer.CLIENT_SECRET)),
                URI.create(args[1]),
                Optional.empty(),
                Optional.empty(),
                "mail",
                TokenMechanism.XOAUTH2);
        AuthorizationServer server = new AuthorizationServer(client, TrustedTls.trusting(Path.of(args[2])));
        System.out.print(new AccessTokens(server, new Home(Path.of(args[0])), Clock.systemUTC()).current());
    }
}
