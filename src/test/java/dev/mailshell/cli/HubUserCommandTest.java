package dev.mailshell.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.config.Home;
import dev.mailshell.hub.user.Accounts;
import dev.mailshell.hub.user.FileAccounts;
import dev.mailshell.hub.user.Login;
import dev.mailshell.hub.user.LoginLimits;
import dev.mailshell.hub.user.UsersFile;
import dev.mailshell.model.Identity;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.MailAddress;
import java.io.ByteArrayInputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class HubUserCommandTest {

    private static final String ALICE = "alice@mail.test";
    private static final String PASSWORD = "correct horse battery staple";

    @TempDir
    static Path homes;

    private static Home hub;

    @BeforeAll
    static void makeHomes() throws Exception {
        TestHomes.createAtHub(
                homes,
                new Identity(new IdentityName("hub"), new MailAddress("hub@mail.test")),
                List.of(),
                List.of(new Identity(new IdentityName("alice"), new MailAddress(ALICE))));
        hub = new Home(homes.resolve("hub"));
    }

    @BeforeEach
    void removeAll() throws Exception {
        Files.deleteIfExists(hub.users());
    }

    private static String[] call(String verb, String... more) {
        return Stream.concat(
                        Stream.of("hub", "user", verb, "--home", hub.directory().toString()), Stream.of(more))
                .toArray(String[]::new);
    }

    private static Cli run(String verb, String... more) {
        return Cli.run(call(verb, more));
    }

    private static boolean opens(String password) throws Exception {
        Accounts accounts =
                FileAccounts.open(new UsersFile(hub), LoginLimits.DEFAULT, Clock.systemUTC(), new SecureRandom());
        return accounts.login(ALICE, password, InetAddress.getLoopbackAddress()) instanceof Login.Accepted;
    }

    @Test
    void printsAPasswordThatItMakesOnceAndAlone() throws Exception {
        Cli cli = run("add", "Alice@Mail.test", "--generate", "--quota", "1GiB");

        assertThat(cli.exitCode()).as(cli.err()).isZero();
        assertThat(cli.out()).matches("[0-9a-f]{32}\n");
        assertThat(cli.err()).isEqualTo("added alice@mail.test\n");
        assertThat(opens(cli.out().strip())).isTrue();
        assertThat(run("list").out().lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactly("ADDRESS QUOTA", "alice@mail.test 1GiB");
    }

    @Test
    void changesAQuotaAndLeavesThePassword() throws Exception {
        String password = run("add", ALICE, "--generate").out().strip();

        Cli cli = run("quota", "Alice@mail.test", "2GiB", "--json");

        assertThat(cli.exitCode()).as(cli.err()).isZero();
        assertThat(cli.err()).isEqualTo("changed the quota of alice@mail.test\n");
        assertThat(cli.out()).contains("\"quota\" : 2147483648");
        assertThat(run("list").out()).containsPattern("alice@mail\\.test +2GiB");
        assertThat(opens(password)).isTrue();
        assertThat(run("quota", ALICE).exitCode()).isZero();
        assertThat(run("list").out()).containsPattern("alice@mail\\.test +-");
    }

    @Test
    void asksTwiceForAPassword() throws Exception {
        Cli cli = Cli.runAnswering(PASSWORD, call("add", ALICE));

        assertThat(cli.exitCode()).as(cli.err()).isZero();
        assertThat(cli.out()).isEmpty();
        assertThat(cli.err()).containsSubsequence("New password", "Once more", "added alice@mail.test");
        assertThat(opens(PASSWORD)).isTrue();
        assertThat(opens(PASSWORD + PASSWORD)).isFalse();
    }

    @Test
    void takesAPasswordFromAFileThatIsOursAlone() throws Exception {
        Path file = homes.resolve("password");
        Files.writeString(file, PASSWORD + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(run("add", ALICE, "--password-file", file.toString()).exitCode())
                .isNotZero();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(run("add", ALICE, "--password-file", file.toString()).exitCode())
                .isZero();

        assertThat(opens(PASSWORD)).isTrue();
    }

    @Test
    void takesOnlyOneLineFromStandardInput() throws Exception {
        assertThat(chosen("longer than twelve\nnot this\n", "--password-file", "-"))
                .isEqualTo("longer than twelve");
    }

    @Test
    void takesNoPasswordThatIsShortOrCannotBeSent() {
        assertThatThrownBy(() -> chosen("", "--password-file", "-"))
                .hasMessage(
                        "nothing is changed: the password is too short or too long (was 0 characters, expected 12 to 256)");
        assertThatThrownBy(() -> chosen("with a \t in it", "--password-file", "-"))
                .isInstanceOfSatisfying(CommandFailure.class, failure -> assertThat(failure.hint())
                        .isEqualTo("mail programs cannot send that"))
                .hasMessage("nothing is changed: the password has a control character");
    }

    @Test
    void takesNoPasswordThatWasTypedInTwoWays() {
        Queue<String> typed = new ArrayDeque<>(List.of("the first password", "the second password"));
        CliContext context = new CliContext(
                Map.of(),
                Clock.systemUTC(),
                new SecureRandom(),
                System.out,
                System.err,
                () -> Optional.of(question -> typed.remove()));

        assertThatThrownBy(() -> new PasswordOptions().choose(context, new ByteArrayInputStream(new byte[0])))
                .isInstanceOfSatisfying(CommandFailure.class, failure -> assertThat(failure.hint())
                        .isEqualTo("type it again"))
                .hasMessage("nothing is changed: that were two different passwords");
    }

    private static String chosen(String stdin, String... options) throws Exception {
        PasswordOptions passwords = new PasswordOptions();
        new CommandLine(passwords).parseArgs(options);
        PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        return passwords.choose(
                new CliContext(Map.of(), Clock.systemUTC(), new SecureRandom(), nowhere, nowhere),
                new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void setsAnotherPasswordAndKeepsTheQuota() throws Exception {
        run("add", ALICE, "--generate", "--quota", "10MiB");

        Cli cli = run("password", ALICE, "--generate", "--json");

        assertThat(cli.json().get("address").asText()).isEqualTo(ALICE);
        assertThat(opens(cli.json().get("password").asText())).isTrue();
        assertThat(run("list", "--json").json().get(0).get("quota").asLong()).isEqualTo(10L << 20);
    }

    @Test
    void saysThatTheMailOfAUserWhoIsRemovedStays() throws Exception {
        run("add", ALICE, "--generate");

        Cli cli = run("remove", "ALICE@mail.test");

        assertThat(cli.err())
                .isEqualTo(
                        "removed alice@mail.test; the mail in the mailbox stays in the store until its retention ends\n");
        assertThat(run("list").err()).isEqualTo("there are no users\n");
        assertThat(run("password", ALICE, "--generate").exitCode()).isNotZero();
    }
}
