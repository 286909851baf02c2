package dev.mailshell.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A login in a browser ends with an address of its own, and with no other. */
class BrowserLoginTest {

    @TempDir
    Path directory;

    private TokenServer peer;
    private BrowserLogin login;

    @BeforeEach
    void start() throws Exception {
        peer = TokenServer.start(directory);
        login = login();
    }

    private BrowserLogin login() throws Exception {
        return new BrowserLogin(new AuthorizationServer(peer.client(false), peer.tls()), new SecureRandom());
    }

    @AfterEach
    void stop() {
        peer.close();
    }

    @Test
    void getsTokensForTheAddressAtWhichTheBrowserEnds() throws Exception {
        String address = peer.agree(login.page());

        assertThat(login.end(" " + address + "#fragment\n").refreshToken()).isPresent();
        assertThat(peer.asked()).singleElement().satisfies(form -> assertThat(form)
                .containsEntry("grant_type", "authorization_code")
                .containsEntry("client_id", "web1@mail.test")
                .matches(sent -> address.startsWith(sent.get("redirect_uri"))));
    }

    @Test
    void goesWhereNobodyElseListens() {
        assertThat(login.page().toString())
                .startsWith(
                        peer.url("/authorize?access_type=offline&response_type=code&client_id=web1%40mail.test") + "&")
                .containsPattern("&redirect_uri=http%3A%2F%2F127\\.0\\.0\\.1%3A(49|5\\d|6[0-5])\\d{3}%2F&")
                .contains("&code_challenge_method=S256");
    }

    @Test
    void takesNoEndOfAnotherLogin() throws Exception {
        String other = peer.agree(login().page());

        LoginRefused refused = catchThrowableOfType(LoginRefused.class, () -> login.end(other));

        assertThat(refused).hasMessage("that is not the address at which this login has ended");
        assertThat(refused.hint())
                .isEqualTo(
                        "run mailshell login again, open the address that it shows, and copy all of the one where the browser ends");
        assertThat(peer.asked()).isEmpty();
    }

    @Test
    void takesNoCodeOfAnotherLogin() throws Exception {
        String state = login.page().toString().replaceFirst(".*&state=([^&]*).*", "$1");
        String other = peer.agree(login().page()).replaceFirst("state=[^&]*", "state=" + state);

        assertThatThrownBy(() -> login.end(other)).hasMessage("the login is refused (invalid_grant: words about it)");
    }

    @Test
    void saysThatThePersonDidNotAgree() {
        String address = peer.agree(login.page()).replaceFirst("&code=[^&]*", "&error=access_denied");

        assertThatThrownBy(() -> login.end(address)).hasMessage("the login is refused (access_denied)");
        assertThat(peer.asked()).isEmpty();
    }

    @Test
    void takesNothingThatIsNoAddress() {
        for (String typed :
                new String[] {"", "?", "code=1", "http://127.0.0.1/?state=%zz&code=1", "state=&state=&code"}) {
            assertThatThrownBy(() -> login.end(typed)).isInstanceOf(LoginRefused.class);
        }
    }

    @Test
    void isAnotherOneEachTime() throws Exception {
        assertThat(login().page()).isNotEqualTo(login.page());
    }
}
