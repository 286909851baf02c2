package dev.mailshell.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.config.OAuthClient;
import dev.mailshell.realmail.TrustedTls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an authorization server may answer, and what not. */
class AuthorizationServerTest {

    private static final Map<String, String> ANY = Map.of("grant_type", "refresh_token", "refresh_token", "r3fresh-me");
    private static final String GRANTED = "{\"access_token\":\"a\",\"token_type\":\"bearer\"";

    @TempDir
    Path directory;

    private TokenServer peer;
    private AuthorizationServer server;

    @BeforeEach
    void start() throws Exception {
        peer = TokenServer.start(directory);
        server = new AuthorizationServer(peer.client(false), peer.tls());
    }

    @AfterEach
    void stop() {
        peer.close();
    }

    @Test
    void sendsTheFormWithWhoWeAre() throws Exception {
        server.token(Map.of("grant_type", "refresh_token", "refresh_token", "a+b &=ü"));

        assertThat(peer.asked())
                .singleElement()
                .isEqualTo(Map.of(
                        "grant_type", "refresh_token",
                        "refresh_token", "a+b &=ü",
                        "client_id", "web1@mail.test",
                        "client_secret", TokenServer.CLIENT_SECRET));
    }

    @Test
    void leavesAsideWhatItDoesNotKnow() throws Exception {
        peer.script(200, GRANTED + ",\"expires_in\":\"60\",\"refresh_token\":\"r\",\"ext\":{\"deep\":[1]}}");

        assertThat(((TokenAnswer.Granted) server.token(ANY)).grant())
                .isEqualTo(new TokenGrant("a", Duration.ofMinutes(1), Optional.of("r")));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"0, PT1S", "-5, PT1S", "3599, PT59M59S", "100000000, PT24H", "1e3, PT5M", "null, PT5M"})
    void bringsALifetimeBetweenItsBounds(String seconds, Duration lifetime) throws Exception {
        peer.script(200, GRANTED + ",\"expires_in\":" + seconds + "}");

        assertThat(((TokenAnswer.Granted) server.token(ANY)).grant().lifetime()).isEqualTo(lifetime);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | {\"access_token\":\"a\"} | no token of the type Bearer",
                "200 | {\"access_token\":\"a\",\"token_type\":\"mac\"} | no token of the type Bearer",
                "200 | {\"token_type\":\"bearer\"} | has no access_token",
                "200 | {\"access_token\":[\"a\"],\"token_type\":\"bearer\"} | has no access_token",
                "200 | {\"access_token\":\"a b\",\"token_type\":\"bearer\"} | of another form",
                "200 | {\"access_token\":\"a\\u0001auth\",\"token_type\":\"bearer\"} | of another form",
                "200 | {\"access_token\":\"a\",\"token_type\":\"bearer\",\"refresh_token\":\"r\\n\"} | of another form",
                "200 | {\"access_token\":\"a\",\"access_token\":\"b\",\"token_type\":\"bearer\"} | what is not JSON",
                "200 | {\"access_token\":\"a\",\"token_type\":\"bearer\"} {} | what is not JSON",
                "200 | [] | no JSON object",
                "200 | '' | no JSON object",
                "200 | <html> | what is not JSON",
                "204 | '' | HTTP status 204",
                "302 | https://localhost/ | HTTP status 302",
                "403 | {\"error\":\"invalid_grant\"} | HTTP status 403",
                "429 | {} | HTTP status 429",
                "503 | {} | HTTP status 503",
            })
    void takesNothingElse(int status, String body, String why) {
        peer.script(status, body);

        assertThatThrownBy(() -> server.token(ANY))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(why);
        assertThat(peer.asked()).hasSize(1);
    }

    @Test
    void readsNoMoreThanItHasRoomFor() {
        peer.script(200, GRANTED + ",\"more\":\"" + "x".repeat(64 * 1024) + "\"}");

        assertThatThrownBy(() -> server.token(ANY))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("longer than 65536 bytes");
    }

    @Test
    void saysWhatTheServerSaysButNoSecret() throws Exception {
        peer.script(
                401,
                "{\"error\":\"invalid_client\",\"error_description\":\"no " + TokenServer.CLIENT_SECRET
                        + " for\\u001b[2J the refresh_token r3fresh-me\\nsecond line\"}");

        assertThat(server.token(ANY)).hasToString("invalid_client: no *** for?[2J the refresh_token ***");
    }

    @Test
    void showsNoErrorCodeThatIsNone() throws Exception {
        peer.script(400, "{\"error\":\"Evil\\u001b[2J\"}");

        assertThat(server.token(ANY)).hasToString("no reason that is known");
    }

    @Test
    void givesUpWhoDoesNotAnswer() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI url = URI.create("https://localhost:" + silent.getLocalPort() + "/token");
            AuthorizationServer slow = new AuthorizationServer(at(url), peer.tls(), Duration.ofMillis(200));

            assertThatThrownBy(() -> slow.token(ANY)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void trustsOnlyTheAuthoritiesThatItIsGiven() throws Exception {
        Path other = Files.createDirectory(directory.resolve("other"));
        try (TokenServer stranger = TokenServer.start(other)) {
            AuthorizationServer deceived = new AuthorizationServer(at(stranger.url("/token")), peer.tls());

            assertThatThrownBy(() -> deceived.token(ANY)).isInstanceOf(IOException.class);
            assertThat(stranger.asked()).isEmpty();
        }
    }

    @Test
    void wantsTheNameInTheCertificate() throws Exception {
        URI url = URI.create(peer.url("/token").toString().replace("localhost", "127.0.0.2"));
        AuthorizationServer deceived = new AuthorizationServer(at(url), TrustedTls.trusting(peer.caFile()));

        assertThatThrownBy(() -> deceived.token(ANY)).isInstanceOf(IOException.class);
        assertThat(peer.asked()).isEmpty();
    }

    @Test
    void sendsNothingInClearText() throws Exception {
        AuthorizationServer open = new AuthorizationServer(at(URI.create(peer.introspection())), peer.tls());

        assertThatThrownBy(() -> open.token(ANY)).isInstanceOf(IllegalArgumentException.class);
    }

    private OAuthClient at(URI url) {
        OAuthClient client = peer.client(false);
        return new OAuthClient(
                false,
                client.clientId(),
                client.clientSecret(),
                url,
                Optional.empty(),
                Optional.empty(),
                "mail",
                client.mechanism());
    }
}
