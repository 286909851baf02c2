package dev.mailshell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.Identity;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.MailAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code mailshell status}, {@code jobs} and {@code read} without any connection. */
class RecordVerbsTest {

    private static final Map<String, String> ENVIRONMENT = Map.of(
            "MAILSHELL_IMAP_HOST", "127.0.0.1",
            "MAILSHELL_SMTP_HOST", "127.0.0.1",
            "MAILSHELL_IMAP_PASSWORD", "x",
            "MAILSHELL_SMTP_PASSWORD", "x");

    @TempDir
    static Path directory;

    @BeforeAll
    static void layOut() throws Exception {
        TestHomes.create(
                directory,
                List.of(new Identity(new IdentityName("web1"), new MailAddress("web1@mail.test"))),
                List.of(new Identity(new IdentityName("alice"), new MailAddress("alice@mail.test"))));
        ClientFiles files = new ClientFiles(directory.resolve("alice"));
        files.failed(ClientFiles.id("00000001"), Cli.NOW.minusSeconds(3), "web9", "uptime", "no key of web9\u001b[2J");
        files.waiting(ClientFiles.id("00000002"), Cli.NOW.minusSeconds(2), "web1", "id", "no mail server");
        files.sent(ClientFiles.id("00000003"), Cli.NOW.minusSeconds(1), "web1", "cat x");
        files.reply(
                ClientFiles.id("00000003").toString(), "web1", FinalStatus.FAILED, 1, Cli.NOW, "out\u001b]0;x\n", "");
    }

    private static Cli cli(String... args) {
        String[] call = Arrays.copyOf(args, args.length + 2);
        call[args.length] = "--home";
        call[args.length + 1] = directory.resolve("alice").toString();
        return Cli.run(ENVIRONMENT, Cli.NOW, call);
    }

    @Test
    void showsHowFarEachCommandIs() {
        Cli cli = cli("status");

        assertThat(cli.exitCode()).as(cli.err()).isZero();
        assertThat(cli.out())
                .isEqualTo(
                        """
                        00000003  2026-11-20T09:59:59Z  web1  failed, exit code 1  cat x
                        00000002  2026-11-20T09:59:58Z  web1  waits to be sent     id (no mail server)
                        00000001  2026-11-20T09:59:57Z  web9  not sent             uptime (no key of web9?[2J)
                        """);
        assertThat(cli("status", "--last", "1").out().lines()).hasSize(1);
    }

    @Test
    void showsAllThatIsKnownOfOneCommand() {
        assertThat(cli("status", "00000001").out())
                .isEqualTo(
                        """
                        id: 00000001-d4e5-4f60-8123-456789abcdef
                        written: 2026-11-20T09:59:57Z
                        to: web9
                        state: not sent: no key of web9?[2J
                        hint: mend it
                        $ uptime
                        """);
    }

    @Test
    void showsTheBeginningOfWhatACommandWaitsForAndNothingThatMovesACursor(@TempDir Path alone) throws Exception {
        TestHomes.create(
                alone,
                List.of(new Identity(new IdentityName("web1"), new MailAddress("web1@mail.test"))),
                List.of(new Identity(new IdentityName("alice"), new MailAddress("alice@mail.test"))));
        UUID id = ClientFiles.id("00000004");
        String endless = "450 \u001b[2J" + "x".repeat(10_000_000);
        new ClientFiles(alone.resolve("alice")).waiting(id, Cli.NOW, "web1", "id", endless);
        String home = alone.resolve("alice").toString();

        for (List<String> call :
                List.of(List.of("status"), List.of("status", "00000004"), List.of("status", "--json"))) {
            List<String> words = new ArrayList<>(call);
            words.addAll(List.of("--home", home));
            Cli cli = Cli.run(ENVIRONMENT, Cli.NOW, words.toArray(String[]::new));

            assertThat(cli.exitCode()).as(cli.err()).isZero();
            assertThat(cli.out())
                    .contains("450 ", "xxxx")
                    .doesNotContain("\u001b")
                    .hasSizeLessThan(1500);
        }
    }

    @Test
    void aNoteThatIsNoTextHidesNoCommand(@TempDir Path alone) throws Exception {
        TestHomes.create(
                alone,
                List.of(new Identity(new IdentityName("web1"), new MailAddress("web1@mail.test"))),
                List.of(new Identity(new IdentityName("alice"), new MailAddress("alice@mail.test"))));
        UUID id = ClientFiles.id("00000004");
        new ClientFiles(alone.resolve("alice")).waiting(id, Cli.NOW, "web1", "id", "away");
        Path note = alone.resolve("alice/sending/" + id + "-typed.cmd.waiting");
        Files.write(note, new byte[] {'e', 'r', 'r', 'o', 'r', ':', ' ', (byte) 0xff, '\n'});

        Cli cli = Cli.run(
                ENVIRONMENT, Cli.NOW, "status", "--home", alone.resolve("alice").toString());

        assertThat(cli.exitCode()).as(cli.err()).isZero();
        assertThat(cli.out()).contains("waits to be sent  id (\ufffd)");
    }

    @Test
    void listsAsJobsOnlyWhatIsInFlight() {
        assertThat(cli("jobs").out())
                .isEqualTo("00000002  2026-11-20T09:59:58Z  web1  waits to be sent  id (no mail server)\n");
    }

    @Test
    void printsOneCommandWithItsAnswersFitForATerminal() {
        assertThat(cli("read", "00000003").out())
                .endsWith("\n$ cat x\n\n--- web1: failed, exit code 1 ---\nout?]0;x\n");
        assertThat(cli("read").out()).isEqualTo(cli("status").out());
    }

    @Test
    void printsOneObjectALineForPrograms() throws IOException {
        List<String> lines = cli("status", "--json").out().lines().toList();

        assertThat(lines).hasSize(3);
        JsonNode answered = new ObjectMapper().readTree(lines.get(0));
        assertThat(answered.at("/stage").asText()).isEqualTo("sent");
        assertThat(answered.at("/inFlight").asBoolean()).isFalse();
        assertThat(answered.at("/servers/0/status").asText()).isEqualTo("failed");
        assertThat(answered.at("/servers/0/exitCode").asInt()).isEqualTo(1);
        JsonNode waiting = new ObjectMapper().readTree(lines.get(1));
        assertThat(waiting.at("/trouble").asText()).isEqualTo("no mail server");
        assertThat(waiting.at("/hint").asText()).isEqualTo("wait");
        assertThat(answered.has("hint")).isFalse();
        assertThat(waiting.at("/servers/0/status").isNull()).isTrue();
        assertThat(cli("read", "--json", "00000003").out().lines())
                .satisfiesExactly(
                        command -> assertThat(command).startsWith("{\"id\":\"00000003-"),
                        reply -> assertThat(reply).startsWith("{\"v\":1,\"id\":\"00000003-"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "read"})
    void saysWhichIdIsNone(String verb) {
        Cli unknown = cli(verb, "12345678");
        Cli none = cli(verb, "uptime");

        assertThat(unknown.exitCode()).isEqualTo(255);
        assertThat(unknown.err())
                .isEqualTo(
                        "error: no command of this home has the id 12345678\nhint: mailshell status shows the ids\n");
        assertThat(none.err())
                .startsWith(
                        "error: that is no id of a command (was uptime, expected all of it, or at least its first 8 digits)\nhint: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1001", "x"})
    void saysHowManyCommandsItCanShow(String number) {
        assertThat(cli("status", "--last=" + number).err())
                .isEqualTo("error: --last is out of bounds (was " + number
                        + ", expected 1 to 1000)\nhint: write a whole number\n");
    }
}
