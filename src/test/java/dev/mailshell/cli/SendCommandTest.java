package dev.mailshell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mailshell.e2e.Child;
import dev.mailshell.e2e.Parties;
import dev.mailshell.e2e.Replies;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SendCommandTest {

    @TempDir
    static Path directory;

    private static Parties parties;

    @BeforeAll
    static void start() throws Exception {
        // The server asleep exists, but nobody runs it.
        parties = Parties.create(directory, List.of("web1", "db1", "asleep"), List.of("alice", "carol"));
        parties.startServer("web1");
        parties.startServer("db1");
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
            assertThat(client.err()).contains("submitted to web1", "reply verified as web1");
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
                .containsExactly(
                        "error: asleep has not answered in time",
                        "hint: the reply will be in the replies folder once a client runs");
    }

    @Test
    void printsOneJsonObjectForEachServerAlsoForOneThatDoesNotAnswer() throws Exception {
        LiveCli cli = send("alice", "web1,asleep", "--wait", "10s", "--json", "--", "true");

        assertThat(cli.exitCode()).isEqualTo(253);
        List<JsonNode> lines = new ArrayList<>();
        for (String line : cli.out().lines().toList()) {
            lines.add(new ObjectMapper().readTree(line));
        }
        assertThat(lines).extracting(line -> line.get("from").textValue()).containsExactly("web1", "asleep");
        assertThat(lines).extracting(line -> line.get("status").textValue()).containsExactly("done", null);
        assertThat(lines.get(1).get("id")).isEqualTo(lines.get(0).get("id"));
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
    void refusesAWaitThatIsNoDuration() {
        assertThat(send("alice", "web1", "--wait", "soon", "--", "true").err().lines())
                .containsExactly(
                        "error: --wait is not a duration (was soon)",
                        "hint: write a number and one of ms, s, m, h, d, such as 30s");
    }

    @Test
    void asksSeveralServers() throws Exception {
        Path input = Files.writeString(directory.resolve("input"), "in\n");
        LiveCli cli = send("alice", "web1,db1", "--wait", "60s", "--stdin", input.toString(), "--", "cat");

        assertThat(cli.exitCode()).isZero();
        assertThat(cli.out()).isEqualTo("in\nin\n");
        assertThat(cli.err().lines()).containsExactlyInAnyOrder("web1: done", "db1: done");
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
