package dev.mailshell.hub.smtp;

import static dev.mailshell.hub.smtp.RawClient.base64;
import static dev.mailshell.hub.smtp.RawClient.plainCredentials;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nobody logs in outside TLS, and nobody submits a message who has not logged in. */
@Timeout(60)
class SmtpdLoginTest {

    private static final String WRONG = "535 5.7.8 the user or the password is wrong";

    @TempDir
    Path directory;

    @Test
    void takesNoMessageBeforeTheLogin() throws Exception {
        try (TestHub hub = TestHub.start(directory, TestHub.SUBMISSION);
                RawClient client = RawClient.secure(hub)) {
            client.ask("EHLO client.test");

            assertThat(client.ask("MAIL FROM:<alice@hub.test>")).isEqualTo("530 5.7.0 log in first");
            assertThat(client.ask("RCPT TO:<bob@hub.test>")).startsWith("503 ");
            assertThat(client.ask("DATA")).startsWith("503 ");
        }
    }

    @Test
    void takesNoPasswordBeforeTls() throws Exception {
        try (TestHub hub = TestHub.start(directory, TestHub.STARTTLS);
                RawClient client = RawClient.plain(hub)) {
            assertThat(client.ask("EHLO client.test")).contains("STARTTLS").doesNotContain("AUTH");

            assertThat(client.ask("AUTH PLAIN " + plainCredentials("alice@hub.test", TestHub.PASSWORD)))
                    .startsWith("538 5.7.11 ");
            assertThat(client.ask("AUTH LOGIN")).startsWith("538 5.7.11 ");
            assertThat(client.ask("MAIL FROM:<alice@hub.test>")).isEqualTo("530 5.7.0 say STARTTLS first");

            assertThat(client.ask("STARTTLS")).startsWith("220 ");
            client.startTls(hub.trust());
            assertThat(client.ask("AUTH LOGIN")).as("forgotten who it was").startsWith("503 ");
            assertThat(client.ask("EHLO client.test"))
                    .contains("AUTH PLAIN LOGIN")
                    .doesNotContain("STARTTLS");
            assertThat(client.ask("AUTH PLAIN " + plainCredentials("alice@hub.test", TestHub.PASSWORD)))
                    .startsWith("235 2.7.0 ");
            assertThat(client.ask("MAIL FROM:<alice@hub.test>")).startsWith("250 ");
        }
    }

    @Test
    void takesNoPasswordWhereNobodyLogsIn() throws Exception {
        try (TestHub hub = TestHub.start(directory, TestHub.OUTSIDE);
                RawClient client = RawClient.plain(hub)) {
            client.ask("EHLO client.test");
            assertThat(client.ask("AUTH LOGIN")).startsWith("502 ");
            client.ask("STARTTLS");
            client.startTls(hub.trust());
            assertThat(client.ask("EHLO client.test")).doesNotContain("AUTH");
            assertThat(client.ask("AUTH LOGIN")).startsWith("502 ");
        }
    }

    /** What is sent, what is answered, line by line. */
    record Attempt(String name, List<String> lines, String answer) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Attempt> attempts() {
        String right = plainCredentials("alice@hub.test", TestHub.PASSWORD);
        return Stream.of(
                attempt("PLAIN at once", "235 ", "AUTH PLAIN " + right),
                attempt(
                        "PLAIN in any case",
                        "235 ",
                        "auth plain " + plainCredentials("ALICE@hub.test", TestHub.PASSWORD)),
                attempt("PLAIN in two steps", "235 ", "AUTH PLAIN", right),
                attempt(
                        "PLAIN as oneself",
                        "235 ",
                        "AUTH PLAIN " + base64("alice@hub.test\0alice@hub.test\0wonder land")),
                attempt(
                        "PLAIN for another",
                        WRONG,
                        "AUTH PLAIN " + base64("bob@hub.test\0alice@hub.test\0wonder land")),
                attempt("LOGIN", "235 ", "AUTH LOGIN", base64("alice@hub.test"), base64(TestHub.PASSWORD)),
                attempt(
                        "LOGIN with the user at once",
                        "235 ",
                        "AUTH LOGIN " + base64("alice@hub.test"),
                        base64(TestHub.PASSWORD)),
                attempt("a wrong password", WRONG, "AUTH PLAIN " + plainCredentials("alice@hub.test", "wonderland")),
                attempt("an unknown user", WRONG, "AUTH PLAIN " + plainCredentials("eve@hub.test", TestHub.PASSWORD)),
                attempt("no password", WRONG, "AUTH LOGIN", base64("alice@hub.test"), "="),
                attempt("too many tries", "454 4.7.0 ", "AUTH PLAIN " + plainCredentials("hasty@hub.test", "x")),
                attempt("nothing", "501 5.5.2 ", "AUTH PLAIN ="),
                attempt("two parts", "501 5.5.2 ", "AUTH PLAIN " + base64("alice@hub.test\0wonder land")),
                attempt("four parts", "501 5.5.2 ", "AUTH PLAIN " + base64("\0alice@hub.test\0wonder land\0")),
                attempt("no base64", "501 5.5.2 ", "AUTH PLAIN %%%"),
                attempt("no base64 of LOGIN", "501 5.5.2 ", "AUTH LOGIN", "?", "?"),
                attempt("a change of mind", "501 5.7.0 ", "AUTH LOGIN", "*"),
                attempt("a change of mind after the user", "501 5.7.0 ", "AUTH LOGIN", base64("alice@hub.test"), "*"),
                attempt("another mechanism", "504 5.5.4 ", "AUTH CRAM-MD5"),
                attempt("no mechanism", "504 5.5.4 ", "AUTH"),
                attempt("too many words", "504 5.5.4 ", "AUTH PLAIN a b"));
    }

    private static Attempt attempt(String name, String answer, String... lines) {
        return new Attempt(name, List.of(lines), answer);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attempts")
    void answersEachLogin(Attempt attempt) throws Exception {
        try (TestHub hub = TestHub.start(directory, TestHub.SUBMISSION);
                RawClient client = RawClient.secure(hub)) {
            client.ask("EHLO client.test");
            String answer = "";
            for (String line : attempt.lines()) {
                answer = client.ask(line);
            }

            assertThat(answer).startsWith(attempt.answer());
            assertThat(client.ask("MAIL FROM:<alice@hub.test>"))
                    .startsWith(attempt.answer().startsWith("235") ? "250 " : "530 ");
        }
    }

    @Test
    void takesNothingMoreOfAUserWhoWasRemoved() throws Exception {
        try (TestHub hub = TestHub.start(directory, TestHub.SUBMISSION);
                RawClient client = RawClient.loggedIn(hub)) {
            hub.removeAlice();

            assertThat(client.ask("MAIL FROM:<alice@hub.test>")).isEqualTo("530 5.7.0 log in first");
        }
    }

    @Test
    void hangsUpAfterThreeWrongPasswords() throws Exception {
        try (TestHub hub = TestHub.start(directory, TestHub.SUBMISSION);
                RawClient client = RawClient.secure(hub)) {
            client.ask("EHLO client.test");
            for (int i = 0; i < 3; i++) {
                assertThat(client.ask("AUTH PLAIN " + plainCredentials("alice@hub.test", "guess" + i)))
                        .isEqualTo(WRONG);
            }
            assertThat(client.answer()).isEqualTo("closed");
        }
    }
}
