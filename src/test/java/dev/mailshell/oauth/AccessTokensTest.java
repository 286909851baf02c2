package dev.mailshell.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mailshell.config.Home;
import dev.mailshell.config.OAuthClient;
import dev.mailshell.config.Role;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Access tokens are renewed in time, once, and nobody is asked again and again. */
class AccessTokensTest {

    private static final String RENEWAL = "refresh_token";

    @TempDir
    Path directory;

    private volatile Instant now = Instant.parse("2026-11-20T10:00:00Z");
    private TokenServer peer;
    private Home home;
    private AccessTokens tokens;

    @BeforeEach
    void start() throws Exception {
        peer = TokenServer.start(directory);
        home = new Home(directory.resolve("web1"));
        home.create(Role.SERVER);
        tokens = tokens(peer.client(false));
    }

    @AfterEach
    void stop() {
        peer.close();
    }

    private AccessTokens tokens(OAuthClient client) throws Exception {
        return new AccessTokens(new AuthorizationServer(client, peer.tls()), home, () -> now);
    }

    private TokenGrant logIn() throws Exception {
        TokenGrant grant = peer.grant("web1@mail.test");
        tokens.accept(grant);
        return grant;
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private TokenFailure failure() {
        return catchThrowableOfType(TokenFailure.class, () -> tokens.current());
    }

    @Test
    void asksNobodyWhileATokenCounts() throws Exception {
        TokenGrant grant = logIn();
        pass(Duration.ofMinutes(54));

        assertThat(tokens.current()).isEqualTo(grant.accessToken());
        assertThat(peer.asked()).isEmpty();
    }

    @Test
    void renewsATokenFiveMinutesBeforeItEnds() throws Exception {
        TokenGrant grant = logIn();
        pass(Duration.ofMinutes(55));

        String next = tokens.current();

        assertThat(next).isNotEqualTo(grant.accessToken());
        assertThat(tokens.current()).isEqualTo(next);
        assertThat(peer.asked(RENEWAL)).isOne();
    }

    @Test
    void renewsAShortTokenWhenHalfOfItsLifeIsOver() throws Exception {
        peer.setLifetime(60);
        TokenGrant grant = logIn();
        pass(Duration.ofSeconds(29));
        assertThat(tokens.current()).isEqualTo(grant.accessToken());
        pass(Duration.ofSeconds(1));

        assertThat(tokens.current()).isNotEqualTo(grant.accessToken());
    }

    @Test
    void keepsTheRefreshTokenThatTakesThePlaceOfTheOldOne() throws Exception {
        logIn();
        for (int i = 0; i < 3; i++) {
            pass(Duration.ofHours(1));
            // As after a restart; the server takes each refresh token once.
            tokens = tokens(peer.client(false));
            tokens.current();
        }

        assertThat(peer.asked())
                .extracting(form -> form.get("refresh_token"))
                .doesNotHaveDuplicates()
                .hasSize(3);
    }

    @Test
    void keepsTheOldRefreshTokenIfThereIsNoNewOne() throws Exception {
        peer.keepRefreshTokens();
        TokenGrant grant = logIn();
        for (int i = 0; i < 2; i++) {
            pass(Duration.ofHours(1));
            tokens.current();
        }

        assertThat(peer.asked())
                .extracting(form -> form.get("refresh_token"))
                .containsExactly(
                        grant.refreshToken().orElseThrow(), grant.refreshToken().orElseThrow());
    }

    @Test
    void isRenewedByOneOfManyThreads() throws Exception {
        logIn();
        pass(Duration.ofHours(1));
        List<AccessTokens> all = List.of(tokens, tokens(peer.client(false)), tokens(peer.client(false)));
        List<CompletableFuture<String>> got = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            AccessTokens one = all.get(i % all.size());
            got.add(CompletableFuture.supplyAsync(one::current));
        }

        assertThat(got.stream().map(CompletableFuture::join).distinct()).hasSize(1);
        assertThat(peer.asked(RENEWAL)).isOne();
    }

    @Test
    void isRenewedByOneOfManyProcesses() throws Exception {
        // By the clock of this machine, which the processes have.
        peer.setLifetime(1);
        now = Instant.EPOCH;
        logIn();
        peer.setLifetime(3600);
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            processes.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            TokenTaker.class.getName(),
                            home.directory().toString(),
                            peer.url("/token").toString(),
                            peer.caFile().toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        }

        List<String> got = new ArrayList<>();
        for (Process process : processes) {
            got.add(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        }
        assertThat(got).allMatch(token -> token.startsWith("access.")).containsOnly(got.get(0));
        assertThat(peer.asked(RENEWAL)).isOne();
    }

    @Test
    void asksNobodyOnceALoginHasEnded() throws Exception {
        logIn();
        peer.revokeAll();
        pass(Duration.ofHours(1));

        TokenFailure ended = failure();
        assertThat(ended)
                .hasMessage("the login to the mail provider has ended (invalid_grant: words about it)")
                .matches(TokenFailure::needsLogin);
        assertThat(ended.hint()).isEqualTo("run mailshell login with the --home of this party, and log in there");
        for (int i = 0; i < 5; i++) {
            pass(Duration.ofDays(1));
            assertThat(failure())
                    .hasMessage("nobody is logged in to the mail provider")
                    .matches(TokenFailure::needsLogin);
        }
        tokens = tokens(peer.client(false));
        assertThat(failure()).matches(TokenFailure::needsLogin);

        assertThat(peer.asked(RENEWAL)).isOne();
    }

    @Test
    void goesOnAfterALoginByAnotherProcess() throws Exception {
        assertThat(failure()).matches(TokenFailure::needsLogin);
        TokenGrant grant = peer.grant("web1@mail.test");

        tokens(peer.client(false)).accept(grant);

        assertThat(tokens.current()).isEqualTo(grant.accessToken());
    }

    @Test
    void usesATokenAsLongAsItCountsIfThereIsNoAnswer() throws Exception {
        TokenGrant grant = logIn();
        peer.script(503, "{}");
        pass(Duration.ofMinutes(56));

        assertThat(tokens.current()).isEqualTo(grant.accessToken());
        assertThat(tokens.current()).isEqualTo(grant.accessToken());
        assertThat(peer.asked(RENEWAL)).isOne();
        pass(Duration.ofSeconds(1));
        assertThat(tokens.current()).isNotEqualTo(grant.accessToken());
    }

    @Test
    void waitsLongerAndLongerForAServerThatDoesNotAnswer() throws Exception {
        logIn();
        pass(Duration.ofHours(1));
        for (int i = 0; i < 20; i++) {
            peer.script(503, "{}");
        }
        TokenFailure failure = failure();
        assertThat(failure)
                .hasMessage("there is no token from localhost (localhost answers with HTTP status 503)")
                .matches(one -> !one.needsLogin());
        assertThat(failure.hint())
                .isEqualTo("it is asked again soon; see that this machine reaches localhost by https");

        for (int second = 0; second < 3600; second++) {
            pass(Duration.ofSeconds(1));
            assertThat(failure()).isNotNull();
        }

        // After 1, 2, 4 … 256 s, and then each 300 s.
        assertThat(peer.asked(RENEWAL)).isEqualTo(1 + 9 + (3600 - 511) / 300);
    }

    @Test
    void waitsAQuarterOfAnHourAfterARefusal() throws Exception {
        logIn();
        pass(Duration.ofHours(1));
        peer.script(401, "{\"error\":\"invalid_client\"}");
        TokenFailure failure = failure();
        assertThat(failure)
                .hasMessage("the authorization server refuses a token (invalid_client)")
                .matches(one -> !one.needsLogin());
        assertThat(failure.hint())
                .isEqualTo(
                        "correct the mailshell.oauth settings, or the application at the provider; it is asked again in 15 minutes");
        pass(Duration.ofSeconds(899));
        assertThat(failure()).hasMessage("the authorization server refuses a token (invalid_client)");
        assertThat(peer.asked(RENEWAL)).isOne();
        pass(Duration.ofSeconds(1));

        assertThat(tokens.current()).startsWith("access.");
    }

    @Test
    void anApplicationLogsInItself() throws Exception {
        tokens = tokens(peer.client(true));

        String first = tokens.current();
        assertThat(tokens(peer.client(true)).current()).isEqualTo(first);
        pass(Duration.ofMinutes(55));
        assertThat(tokens.current()).isNotEqualTo(first);

        assertThat(peer.asked()).hasSize(2).allSatisfy(form -> assertThat(form)
                .containsEntry("grant_type", "client_credentials")
                .containsEntry("scope", "mail offline_access"));
    }

    @Test
    void anApplicationThatIsRefusedIsTriedAgain() throws Exception {
        tokens = tokens(peer.client(true));
        peer.script(400, "{\"error\":\"invalid_grant\"}");
        assertThat(failure()).matches(one -> !one.needsLogin());
        pass(Duration.ofMinutes(15));

        assertThat(tokens.current()).startsWith("access.");
    }

    @Test
    void takesNoTokensOfAnotherClient() throws Exception {
        logIn();
        OAuthClient client = peer.client(false);

        tokens = tokens(new OAuthClient(
                false,
                "other",
                client.clientSecret(),
                client.tokenUrl(),
                client.deviceUrl(),
                client.authorizeUrl(),
                client.scope(),
                client.mechanism()));

        assertThat(failure()).matches(TokenFailure::needsLogin);
        assertThat(peer.asked()).isEmpty();
    }

    @Test
    void writesAFileForItsOwnerAlone() throws Exception {
        logIn();
        pass(Duration.ofHours(1));
        tokens.current();

        try (var files = Files.list(home.state())) {
            assertThat(files.filter(Files::isRegularFile))
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void whatItCannotReadIsNoLogin() throws Exception {
        for (String content : List.of("", "{", "[]", "{\"tokenUrl\":1}", "{\"tokenUrl\":\"a\",\"tokenUrl\":\"b\"}")) {
            Files.writeString(home.tokens(), content);

            assertThat(failure()).as(content).matches(TokenFailure::needsLogin);
        }
    }

    @Test
    void aTokenThatCouldNotBeWrittenIsWrittenLater() throws Exception {
        logIn();
        pass(Duration.ofHours(1));
        // In the place of the file that is written first.
        Path obstacle = Files.createDirectories(home.state().resolve(".tokens.json.part/full"));
        assertThat(failure()).hasMessageStartingWith("the tokens in state/tokens.json cannot be used (");
        assertThat(failure().hint())
                .isEqualTo("look at the folder state of the home: its owner, its modes, and whether there is room");
        Files.delete(obstacle);

        String token = tokens.current();

        assertThat(tokens(peer.client(false)).current()).isEqualTo(token);
        assertThat(peer.asked(RENEWAL)).isOne();
    }

    @Test
    void nothingOfItIsPrinted() throws Exception {
        TokenGrant grant = logIn();
        Tokens kept = Tokens.of(peer.client(false), grant, Optional.empty(), now);

        assertThat(List.of(
                        grant, kept, kept.access().orElseThrow(), new TokenAnswer.Granted(grant), peer.client(false)))
                .allSatisfy(one -> assertThat(one.toString()).doesNotContain(peer.secrets()));
    }
}
