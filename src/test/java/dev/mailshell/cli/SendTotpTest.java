package dev.mailshell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.e2e.Parties;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code send --totp}; nobody runs the server. */
class SendTotpTest {

    @TempDir
    static Path directory;

    private static Parties parties;

    @BeforeAll
    static void makeHomes() throws Exception {
        parties = Parties.create(directory, List.of("web1"), List.of("alice"));
    }

    @AfterAll
    static void stop() {
        parties.close();
    }

    private static LiveCli send(String... options) {
        List<String> args = new ArrayList<>(
                List.of("send", "--home", parties.home("alice").directory().toString(), "--to", "web1"));
        args.addAll(List.of(options));
        args.addAll(List.of("--", "true"));
        return LiveCli.run(parties.environment("alice"), args.toArray(String[]::new));
    }

    @Test
    void sendsTheOneTimeCodeThatIsGiven() {
        LiveCli cli = send("--totp", "123 456");

        assertThat(cli.exitCode()).as(cli.err()).isZero();
        assertThat(parties.home("alice").sent().resolve(cli.out().strip() + "-send.json"))
                .content()
                .contains("\"totp\":\"123456\"");
    }

    @ParameterizedTest
    @CsvSource({"12345, 5", "1234567, 7", "12345x, 6"})
    void sendsNothingThatIsNoOneTimeCode(String code, int length) {
        LiveCli cli = send("--totp", code);

        assertThat(cli.exitCode()).isEqualTo(255);
        assertThat(cli.err())
                .isEqualTo("error: that is no one-time code (was " + length + " characters, expected six digits)\n"
                        + "hint: type the code that the authenticator app shows\n");
        assertThat(parties.home("alice").sending()).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--totp", "--totp -", "--totp --timeout 1s"})
    void asksForTheOneTimeCodeIfNoneIsGiven(String options) {
        LiveCli cli = send(options.split(" "));

        assertThat(cli.exitCode()).isEqualTo(255);
        assertThat(cli.err())
                .isEqualTo("error: there is no terminal to ask for the one-time code on\nhint: give it: --totp CODE\n");
    }
}
