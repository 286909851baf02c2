package dev.mailshell.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A login by code asks as seldom as the server wants it, and ends. */
class DeviceLoginTest {

    /** Time that passes when somebody waits, and is written down. */
    private static final class Written implements Pause {

        private final List<Duration> pauses = new ArrayList<>();
        private long nanoTime = Long.MAX_VALUE - 1_000_000_000L;

        @Override
        public long nanoTime() {
            return nanoTime;
        }

        @Override
        public void last(Duration length) {
            pauses.add(length);
            nanoTime += length.toNanos();
        }
    }

    @TempDir
    Path directory;

    private final Written pause = new Written();
    private TokenServer peer;
    private DeviceLogin login;

    @BeforeEach
    void start() throws Exception {
        peer = TokenServer.start(directory);
        login = new DeviceLogin(new AuthorizationServer(peer.client(false), peer.tls()), pause);
    }

    @AfterEach
    void stop() {
        peer.close();
    }

    private static String device(String more) {
        return "{\"device_code\":\"d\",\"user_code\":\"AB-12\",\"verification_uri\":\"https://login.test/go\"" + more
                + "}";
    }

    private List<Long> seconds() {
        return pause.pauses.stream().map(Duration::toSeconds).toList();
    }

    @Test
    void showsWhereToGoAndTakesTheTokensAfterwards() throws Exception {
        peer.keepPending(2);

        DeviceLogin.Begun begun = login.begin();
        assertThat(begun.prompt())
                .isEqualTo(new DeviceLogin.Prompt(peer.url("/go"), "WDJB-MJHT", Duration.ofMinutes(15)));
        TokenGrant grant = begun.await();

        assertThat(grant.accessToken()).startsWith("access.");
        assertThat(grant.refreshToken()).isPresent();
        assertThat(seconds()).containsExactly(1L, 1L, 1L);
        assertThat(peer.asked("urn:ietf:params:oauth:grant-type:device_code")).isEqualTo(3);
    }

    @Test
    void asksEachFiveSecondsIfTheServerDoesNotSay() throws Exception {
        peer.script(200, device(""));

        login.begin().await();

        assertThat(seconds()).containsExactly(5L);
    }

    @Test
    void asksLessOftenWhenItIsTold() throws Exception {
        DeviceLogin.Begun begun = login.begin();
        peer.script(400, "{\"error\":\"slow_down\"}");
        peer.script(400, "{\"error\":\"authorization_pending\"}");
        peer.script(400, "{\"error\":\"slow_down\"}");

        begun.await();

        assertThat(seconds()).containsExactly(1L, 6L, 6L, 11L);
    }

    @Test
    void asksLessOftenWhenThereIsNoAnswer() throws Exception {
        DeviceLogin.Begun begun = login.begin();
        peer.script(503, "{}");
        peer.script(200, "<html>");

        begun.await();

        assertThat(seconds()).containsExactly(1L, 6L, 11L);
    }

    @Test
    void endsWithItsTime() throws Exception {
        peer.script(200, device(",\"expires_in\":12,\"interval\":5"));
        peer.keepPending(100);

        LoginRefused refused =
                catchThrowableOfType(LoginRefused.class, () -> login.begin().await());

        assertThat(refused).hasMessage("nobody has logged in before the code ran out");
        assertThat(refused.hint()).isEqualTo("run mailshell login again");
        assertThat(seconds()).containsExactly(5L, 5L);
    }

    @Test
    void doesNotWaitForDays() throws Exception {
        peer.script(200, device(",\"expires_in\":1000000,\"interval\":1000000"));

        DeviceLogin.Begun begun = login.begin();
        begun.await();

        assertThat(begun.prompt().time()).isEqualTo(Duration.ofMinutes(30));
        assertThat(seconds()).containsExactly(60L);
    }

    @Test
    void endsWhenTheServerEndsIt() throws Exception {
        DeviceLogin.Begun begun = login.begin();
        peer.script(400, "{\"error\":\"expired_token\"}");

        assertThatThrownBy(begun::await).hasMessage("nobody has logged in before the code ran out");
    }

    @ParameterizedTest
    @ValueSource(strings = {"access_denied", "invalid_grant", "authorization_declined", "unauthorized_client"})
    void endsWhenSomebodyDoesNotAgree(String error) throws Exception {
        DeviceLogin.Begun begun = login.begin();
        peer.script(400, "{\"error\":\"" + error + "\"}");

        LoginRefused refused = catchThrowableOfType(LoginRefused.class, begun::await);

        assertThat(refused).hasMessage("the login is refused (" + error + ")");
        assertThat(refused.hint())
                .isEqualTo(
                        "log in as the owner of the mailbox and agree; correct mailshell.oauth.client-id if that is what is refused");
        assertThat(seconds()).hasSize(1);
    }

    @Test
    void saysThatNoCodeIsGivenOut() {
        peer.script(400, "{\"error\":\"unauthorized_client\"}");

        assertThatThrownBy(() -> login.begin()).hasMessage("the login is refused (unauthorized_client)");
    }

    @Test
    void wantsATokenThatLasts() throws Exception {
        DeviceLogin.Begun begun = login.begin();
        peer.script(200, "{\"access_token\":\"a\",\"token_type\":\"Bearer\"}");

        LoginRefused refused = catchThrowableOfType(LoginRefused.class, begun::await);

        assertThat(refused).hasMessage("the provider gives no refresh token, so that the login would end soon");
        assertThat(refused.hint())
                .isEqualTo(
                        "see that mailshell.oauth.scope asks for one, as offline_access does, and that the application may have it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"device_code\":\"d\",\"user_code\":\"AB\",\"verification_uri\":\"http://login.test/\"}",
                "{\"device_code\":\"d\",\"user_code\":\"AB\",\"verification_uri\":\"https:go\"}",
                "{\"device_code\":\"d\",\"user_code\":\"AB\",\"verification_uri\":\"https://login.test/\\u001b[2J\"}",
                "{\"device_code\":\"d\",\"user_code\":\"A\\u001b[2J\",\"verification_uri\":\"https://login.test/\"}",
                "{\"device_code\":\"d\",\"user_code\":\"\",\"verification_uri\":\"https://login.test/\"}",
                "{\"user_code\":\"AB\",\"verification_uri\":\"https://login.test/\"}",
            })
    void showsNothingThatIsNoPageOrNoCode(String answer) {
        peer.script(200, answer);

        assertThatThrownBy(() -> login.begin()).isInstanceOf(IOException.class);
    }

    @Test
    void knowsTheOldNameOfThePage() throws Exception {
        peer.script(200, device("").replace("verification_uri", "verification_url"));

        assertThat(login.begin().prompt().page()).hasToString("https://login.test/go");
    }
}
