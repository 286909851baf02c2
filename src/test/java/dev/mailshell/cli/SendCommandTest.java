package dev.mailshell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mailshell.e2e.Child;
import dev.mailshell.e2e.Parties;
import dev.mailshell.e2e.Replies;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SendCommandTest {

    @TempDir
    static Path directory;

    private static Parties parties;

    @BeforeAll
    static void start() throws Exception {
        // The server asleep exists, but nobody runs it. To the server late, all mail seems to take an hour.
        parties = Parties.create(directory, List.of("web1", "db1", "late", "asleep"), List.of("alice", "bob", "carol"));
        parties.startServer("web1");
        parties.startServer("db1");
        parties.setClock(Clock.offset(Clock.systemUTC(), Duration.ofHours(1)));
        parties.startServer("late");
    }

    @AfterAll
    static void stop() {
        parties.close();
    }

    @Test
    void printsWhatTheCommandWroteByteForByteAndExitsAsItDid() throws Exception {
        try (Child child = Child.start(
                directory,
                parties.environment("alice"),
                args("alice", "web1", "--wait", "60s", "--", "printf '\\377\\000\\r\\n'; printf oops >&2; exit 3"))) {
            assertThat(child.awaitExit()).isEqualTo(3);
            assertThat(child.outBytes()).isEqualTo(new byte[] {-1, 0, '\r', '\n'});
            assertThat(child.err()).isEqualTo("oops");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 255})
    void exitsAsTheCommandDid(int code) {
        assertThat(send("alice", "web1", "--wait", "60s", "--", "exit " + code).exitCode())
                .isEqualTo(code);
    }

    @Test
    void goesThroughTheClientThatRuns() throws Exception {
        try (Child client = parties.startClientProcess("alice")) {
            LiveCli cli = send("alice", "web1", "--wait", "60s", "--json", "--", "echo", "a b");

            assertThat(cli.exitCode()).isZero();
            assertThat(cli.out().lines()).singleElement().satisfies(json -> assertThat(json)
                    .startsWith("{\"v\":1,\"id\":")
                    .contains("\"status\":\"done\"", "\"text\":\"a b\\n\""));
            assertThat(cli.err()).isEmpty();
            Files.createFile(parties.home("alice").outbox().resolve("foo.txt"));
            Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(client.err())
                    .contains(" WARN  command outbox/foo.txt is not taken: "));
            Files.delete(parties.home("alice").outbox().resolve("foo.txt"));
            assertThat(client.err()).contains("submitted to web1", "reply verified as web1");
            client.terminate().awaitExit();
            assertThat(client.err()).endsWith(" INFO  client stopped\n");
        }
    }

    @Test
    void saysThatACommandIsDenied() {
        LiveCli cli = send("carol", "web1", "--wait", "60s", "--", "true");

        assertThat(cli.exitCode()).isEqualTo(254);
        assertThat(cli.out()).isEmpty();
        assertThat(cli.err()).startsWith("error: web1: denied, ").contains("\nhint: ");
    }

    @Test
    void saysThatNobodyAnswersInTime() {
        LiveCli cli = send("alice", "asleep", "--wait", "1s", "--", "true");

        assertThat(cli.exitCode()).isEqualTo(253);
        assertThat(cli.err().lines())
                .satisfiesExactly(
                        fact -> assertThat(fact).isEqualTo("error: asleep has not answered in time"),
                        hint -> assertThat(hint)
                                .matches(
                                        "hint: mailshell sync fetches the reply when it has come; mailshell status [0-9a-f-]{36}"
                                                + " --online asks whether the command runs or waits for approvals"));
    }

    @Test
    void saysWhatTheCommandWaitsForAndLeavesItToTheNextClient() throws Exception {
        parties.environment("carol").put("MAILSHELL_SMTP_PASSWORD", "wrong");

        LiveCli cli = send("carol", "web1", "--wait", "2s", "--", "true");

        parties.environment("carol").remove("MAILSHELL_SMTP_PASSWORD");
        assertThat(cli.exitCode()).isEqualTo(253);
        assertThat(cli.err().lines())
                .satisfiesExactly(
                        fact -> assertThat(fact)
                                .startsWith("error: web1 has not got the command yet: not submitted for web1 yet: "),
                        hint -> assertThat(hint)
                                .isEqualTo("hint: it stays in sending; a running client goes on trying"));
        assertThat(parties.home("carol").failed()).isEmptyDirectory();
        assertThat(parties.home("carol").sending()).isDirectoryContaining("glob:**-send.json");
    }

    @Test
    void saysInJsonThatNobodyAnswersInTime() throws Exception {
        LiveCli cli = send("alice", "asleep", "--wait", "1s", "--json", "--", "true");

        assertThat(cli.exitCode()).isEqualTo(253);
        assertThat(cli.out().lines()).singleElement().asString().endsWith("\"from\":\"asleep\",\"status\":null}");
        assertThat(cli.err()).startsWith("error: asleep has not answered in time\nhint: ");
    }

    @Test
    void printsTheIdAsJsonWithoutWait() throws Exception {
        LiveCli cli = send("alice", "web1", "--json", "--", "true");

        assertThat(cli.exitCode()).as(cli.err()).isZero();
        JsonNode result = new ObjectMapper().readTree(cli.out());
        assertThat(UUID.fromString(result.get("id").textValue())).isNotNull();
        assertThat(result).hasSize(1);
    }

    @Test
    void refusesAServerThatItDoesNotKnow() {
        LiveCli cli = send("alice", "web9", "--wait", "60s", "--", "true");

        assertThat(cli.exitCode()).isEqualTo(255);
        assertThat(cli.err().lines())
                .containsExactly("error: web9 is not in the trust folder", "hint: mailshell keys list shows who is");
    }

    @Test
    void endsACommandAtTheTimeoutThatItIsGiven() {
        LiveCli cli = send("alice", "web1", "--wait", "60s", "--timeout", "1s", "--", "sleep 30");

        assertThat(cli.exitCode()).isEqualTo(255);
        assertThat(cli.err()).startsWith("error: web1: timed-out, the command did not end within 1s\nhint: ");
    }

    @Test
    void letsACommandExpireThatComesTooLate() {
        LiveCli patient = send("alice", "late", "--wait", "60s", "--expires", "2h", "--", "echo ran");
        LiveCli hasty = send("alice", "late", "--wait", "60s", "--expires", "30m", "--", "echo ran");

        assertThat(patient.out()).isEqualTo("ran\n");
        assertThat(hasty.exitCode()).isEqualTo(254);
        assertThat(hasty.out()).isEmpty();
        assertThat(hasty.err())
                .startsWith("error: late: expired, came too late (")
                .contains("\nhint: ");
    }

    @Test
    void explainsTheVerdictInsteadOfRunning() {
        Path trace = directory.resolve("explained");
        LiveCli allowed = send("alice", "web1", "--wait", "60s", "--explain", "--", "touch " + trace);
        LiveCli denied = send("carol", "web1", "--wait", "60s", "--explain", "--", "touch " + trace);

        assertThat(allowed.exitCode()).isZero();
        assertThat(denied.exitCode()).isZero();
        assertThat(allowed.out()).startsWith("verdict: allowed\nrule: roles.all allows commands.shell\n");
        assertThat(denied.out()).startsWith("verdict: denied (CLIENT_WITHOUT_ENTRY)\n");
        assertThat(trace).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--wait soon   | --wait is not a duration (was soon)",
                "--wait 0s     | --wait is no time at all (was 0s)",
                "--timeout 0ms | --timeout is no time at all (was 0ms)",
                "--timeout=-5s | --timeout is not a duration (was -5s)",
                "--timeout -5s | --timeout is not a duration (was -5s)",
                "--expires 366d | --expires is too long (was 366d, expected at most 365d)",
            })
    void refusesATimeThatMakesNoSenseAndSendsNothing(String arguments, String error) {
        assertRefused(
                error,
                "write a number and one of ms, s, m, h, d, such as 30s",
                Stream.concat(Stream.of(arguments.split(" ")), Stream.of("--", "true"))
                        .toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Web_1", "../web1", "web@1", "-"})
    void refusesWhatCannotBeAServer(String name) {
        LiveCli cli = send("alice", name, "--", "true");

        assertThat(cli.exitCode()).isEqualTo(255);
        assertThat(cli.err().lines())
                .containsExactly(
                        "error: --to is not the name of a server (was " + name
                                + ", expected 1 to 63 of a-z, 0-9 and -)",
                        "hint: mailshell keys list shows the servers; write several as web1,db1");
    }

    @Test
    void refusesACommandForNobody() {
        assertThat(send("bob", ",", "--", "true").err().lines())
                .containsExactly("error: --to names no server", "hint: mailshell keys list shows the servers");
    }

    @Test
    void refusesABlankCommand() {
        assertRefused(
                "the command line is blank",
                "write the command after --, and long text into a --stdin file",
                "--",
                " ");
    }

    @Test
    void refusesInputThatItCannotHandOver() throws Exception {
        Path missing = directory.resolve("missing");

        assertRefused(
                "--stdin " + missing + ": there is no such file or folder",
                "name a file that this user may read",
                "--stdin",
                missing.toString(),
                "--",
                "cat");
        assertRefused(
                "--stdin " + directory + ": it is a folder (expected a file)",
                "name a file in it",
                "--stdin",
                directory.toString(),
                "--",
                "cat");
        assertRefused(
                "two files are called missing.txt",
                "give one of them another name",
                "--attach",
                Files.createFile(directory.resolve("missing.txt")).toString(),
                "--attach",
                Files.createFile(Files.createDirectory(directory.resolve("other"))
                                .resolve("missing.txt"))
                        .toString(),
                "--",
                "cat");
    }

    @Test
    void handsOverFilesOfAnyBytes() throws Exception {
        byte[] bytes = new byte[(1 << 20) + 1];
        new java.util.Random(1).nextBytes(bytes);
        Path binary = Files.write(directory.resolve("binary"), bytes);
        Path text = Files.writeString(directory.resolve("a text.txt"), "in\n");

        LiveCli cli = send(
                "alice",
                "web1",
                "--wait",
                "60s",
                "--stdin",
                binary.toString(),
                "--attach",
                text.toString(),
                "--attach",
                binary.toString(),
                "--",
                "cmp - binary && cat 'a text.txt' && ls");

        assertThat(cli.err()).isEmpty();
        assertThat(cli.out()).isEqualTo("in\na text.txt\nbinary\n");
    }

    private static void assertRefused(String error, String hint, String... arguments) {
        // Nobody else sends as bob.
        LiveCli cli = send("bob", "web1", arguments);

        assertThat(cli.exitCode()).isEqualTo(255);
        assertThat(cli.out()).isEmpty();
        assertThat(cli.err().lines()).containsExactly("error: " + error, "hint: " + hint);
        assertThat(parties.home("bob").sending()).isEmptyDirectory();
    }

    @Test
    void asksSeveralServers() throws Exception {
        Path input = Files.writeString(directory.resolve("input"), "in\n");
        LiveCli cli = send("alice", "web1,db1", "--wait", "60s", "--stdin", input.toString(), "--", "cat");

        assertThat(cli.exitCode()).isZero();
        assertThat(cli.out()).isEqualTo("in\n");
        assertThat(cli.err().lines())
                .containsExactlyInAnyOrder("web1: done", "db1: done", "web1, db1:", "done  2  web1, db1");
    }

    @Test
    void printsOnlyTheIdWithoutWaitAlsoIfTwoSendAtOnce() throws Exception {
        List<UUID> ids = new ArrayList<>();
        try (Child one =
                        Child.start(directory, parties.environment("alice"), args("alice", "web1", "--", "echo sent"));
                Child other = Child.start(
                        directory, parties.environment("alice"), args("alice", "web1", "--", "echo sent"))) {
            for (Child child : List.of(one, other)) {
                assertThat(child.awaitExit()).as(child.err()).isZero();
                ids.add(UUID.fromString(child.out().strip()));
            }
        }

        try (Child client = parties.startClientProcess("alice")) {
            Replies replies = new Replies(parties.home("alice"));
            assertThat(ids).allSatisfy(id -> assertThat(Replies.stdout(replies.awaitFor(id)))
                    .isEqualTo("sent\n"));
            assertThat(client.err()).doesNotContain(" WARN ", " ERROR ");
        }
    }

    @Test
    void refusesTheHomeOfAServer() {
        LiveCli cli = send("web1", "web1", "--", "true");

        assertThat(cli.exitCode()).isEqualTo(255);
        assertThat(cli.err().lines())
                .containsExactly(
                        "error: the home " + parties.home("web1").directory() + " is for a server (expected a client)",
                        "hint: name another home with --home DIR");
    }

    private static LiveCli send(String client, String server, String... more) {
        return LiveCli.run(parties.environment(client), args(client, server, more));
    }

    private static String[] args(String client, String server, String... more) {
        List<String> args = new ArrayList<>(
                List.of("send", "--home", parties.home(client).directory().toString(), "--to", server));
        args.addAll(List.of(more));
        return args.toArray(String[]::new);
    }
}
