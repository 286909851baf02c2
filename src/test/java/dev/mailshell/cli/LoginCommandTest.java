package dev.mailshell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.config.Home;
import dev.mailshell.crypto.cms.KeyAlgorithm;
import dev.mailshell.model.Identity;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.MailAddress;
import dev.mailshell.oauth.TokenServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code mailshell login} against an authorization server on loopback. */
class LoginCommandTest {

    @TempDir
    Path directory;

    private TokenServer peer;
    private Home home;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void start() throws Exception {
        peer = TokenServer.start(directory);
        TestHomes.create(
                directory,
                List.of(new Identity(new IdentityName("web1"), new MailAddress("web1@mail.test"))),
                List.of(),
                KeyAlgorithm.EC);
        home = new Home(directory.resolve("web1"));
        environment.putAll(peer.environment("web1@mail.test"));
        environment.put("MAILSHELL_IMAP_HOST", "localhost");
        environment.put("MAILSHELL_SMTP_HOST", "localhost");
    }

    @AfterEach
    void stop() {
        peer.close();
    }

    private Cli login(String... options) {
        String[] args = new String[options.length + 3];
        System.arraycopy(new String[] {"login", "--home", home.directory().toString()}, 0, args, 0, 3);
        System.arraycopy(options, 0, args, 3, options.length);
        return Cli.run(environment, Clock.systemUTC().instant(), args);
    }

    @Test
    void showsTheCodeAndKeepsTheTokens() throws Exception {
        Cli cli = login();

        assertThat(cli.err())
                .isEqualTo("open " + peer.url("/go") + " in a browser, on any machine\n"
                        + "and type the code WDJB-MJHT\n"
                        + "waiting for at most 15 min\n"
                        + "logged in: the tokens are in state/tokens.json\n"
                        + "next: mailshell doctor --home " + home.directory() + "\n");
        assertThat(cli.exitCode()).isZero();
        assertThat(cli.out()).isEmpty();
        assertThat(Files.readString(home.tokens())).contains("\"refreshToken\":\"refresh.");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.tokens())))
                .isEqualTo("rw-------");
        assertThat(cli.err()).doesNotContain(peer.secrets());
    }

    @Test
    void printsTheSameForPrograms() {
        Cli cli = login("--json");

        assertThat(cli.out())
                .isEqualTo("{\"url\":\"" + peer.url("/go")
                        + "\",\"code\":\"WDJB-MJHT\",\"seconds\":900}\n{\"tokens\":\"" + home.tokens() + "\"}\n");
        assertThat(cli.err()).isEmpty();
    }

    @Test
    void goesThroughABrowserWhereThereIsNoCode() throws Exception {
        environment.remove("MAILSHELL_OAUTH_DEVICE_URL");
        environment.put("MAILSHELL_OAUTH_AUTHORIZE_URL", peer.url("/authorize").toString());
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream err = new PrintStream(said, true, StandardCharsets.UTF_8);
        CliContext context = new CliContext(
                environment,
                Clock.systemUTC(),
                new SecureRandom(),
                err,
                err,
                () -> Optional.of(question -> said.toString(StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> line.startsWith("https:"))
                        .map(URI::create)
                        .map(peer::agree)
                        .findFirst()
                        .orElseThrow()));

        int exitCode = MailshellCommand.commandLine(context, "login")
                .execute("login", "--home", home.directory().toString());

        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains("logged in: the tokens are in state/tokens.json")
                .doesNotContain(peer.secrets());
        assertThat(exitCode).isZero();
        assertThat(Files.readString(home.tokens())).contains("\"refreshToken\":\"refresh.");
    }

    @Test
    void saysThatItNeedsATerminalForThat() {
        environment.remove("MAILSHELL_OAUTH_DEVICE_URL");
        environment.put("MAILSHELL_OAUTH_AUTHORIZE_URL", peer.url("/authorize").toString());

        assertThat(login().err())
                .isEqualTo(
                        """
                        error: nothing is changed: there is no terminal to ask for an address on
                        hint: run it at a terminal
                        """);
    }

    @Test
    void leavesWhatWasThereWhenTheLoginIsRefused() throws Exception {
        login();
        String before = Files.readString(home.tokens());
        environment.put("MAILSHELL_OAUTH_CLIENT_SECRET", "wrong-secret-of-the-client");

        Cli cli = login();

        assertThat(cli.err())
                .contains("error: nothing is changed: the login is refused (invalid_client: words about it)\n"
                        + "hint: log in as the owner of the mailbox and agree; ")
                .doesNotContain("wrong-secret-of-the-client");
        assertThat(cli.exitCode()).isEqualTo(ExitCode.FAILURE);
        assertThat(Files.readString(home.tokens())).isEqualTo(before);
    }

    @Test
    void saysThatTheServerIsNotReached() {
        peer.close();

        assertThat(login().err())
                .startsWith("error: nothing is changed: the authorization server cannot be asked (")
                .endsWith("hint: see that this machine reaches it by https, then run mailshell login again\n");
    }
}
