package dev.mailshell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.e2e.Child;
import dev.mailshell.e2e.Parties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The verbs that stay, as processes of their own. */
class ProcessTest {

    @TempDir
    Path directory;

    @Test
    void saysThatItIsReadyWarnsOfItsPolicyKeepsASecondServerOutAndEndsOnSigterm() throws Exception {
        try (Parties parties = Parties.create(directory, List.of("web1"), List.of("alice"))) {
            acceptSignedScripts(parties.home("web1").policy());
            Child server = parties.startServerProcess("web1");
            LiveCli second = LiveCli.run(parties.environment("web1"), server(parties));

            assertThat(server.out().lines()).singleElement().satisfies(line -> assertThat(line)
                    .startsWith("ready web1, mailbox "));
            assertThat(second.exitCode()).isEqualTo(255);
            assertThat(second.err().lines())
                    .containsExactly(
                            "error: state/lock is held by another process",
                            "hint: stop the server that uses the home, one at a time can; or look at the state folder");
            assertThat(server.terminate().awaitExit()).isIn(0, 143);
            assertThat(server.err())
                    .contains("accept-signed-only takes scripts that are not encrypted")
                    .doesNotContain("ERROR", "Exception");
        }
    }

    private static void acceptSignedScripts(Path policy) throws IOException {
        Files.writeString(
                policy, Parties.OPEN_POLICY.replace("timeout: 20s", "timeout: 20s, accept-signed-only: true"));
    }

    @Test
    void saysThatItIsReadyInOneJsonObjectIfAskedTo() throws Exception {
        try (Parties parties = Parties.create(directory, List.of("web1"), List.of("alice"));
                Child server = Child.start(directory, parties.environment("web1"), json("server", parties, "web1"));
                Child client = Child.start(directory, parties.environment("alice"), json("client", parties, "alice"))) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> server.out().endsWith("\n") && client.out().endsWith("\n"));

            assertThat(server.out())
                    .startsWith("{\"ready\":true,\"name\":\"web1\",\"user\":\"")
                    .endsWith("}\n");
            assertThat(client.out())
                    .isEqualTo("{\"ready\":true,\"name\":\"alice\",\"outbox\":\""
                            + parties.home("alice").outbox() + "\"}\n");
        }
    }

    @Test
    void keepsTryingWithAWrongPasswordAndSaysSoOnce() throws Exception {
        try (Parties parties = Parties.create(directory, List.of("web1"), List.of("alice"))) {
            parties.environment("web1").put("MAILSHELL_IMAP_PASSWORD", "wrong-secret");
            try (Child server = Child.start(directory, parties.environment("web1"), server(parties))) {
                Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> server.err()
                        .contains("the mailbox refuses the login (see its user and password), will be tried again: "));
                assertThat(server.err()).doesNotContain("wrong-secret", "\tat ");
                assertThat(server.out()).isEmpty();
                assertThat(server.terminate().awaitExit()).isIn(0, 143);
            }
        }
    }

    @Test
    void refusesTheHomeOfAClient() throws Exception {
        try (Parties parties = Parties.create(directory, List.of("web1"), List.of("alice"))) {
            LiveCli cli = LiveCli.run(
                    parties.environment("alice"),
                    "server",
                    "--home",
                    parties.home("alice").directory().toString());

            assertThat(cli.exitCode()).isEqualTo(255);
            assertThat(cli.err()).contains("is for a client (expected a server)\nhint: ");
        }
    }

    @Test
    void demonstratesEachStepInOrder() throws Exception {
        try (Child demo = Child.start(directory, Map.of(), "demo")) {
            assertThat(demo.awaitExit()).as(demo.err()).isZero();
            assertThat(demo.out()).startsWith("Hello from ");
            assertThat(demo.err())
                    .contains("submitted to web1", "reply submitted")
                    // Its server has a mail before the client has the answer that the mail is submitted.
                    .containsSubsequence(
                            "taken from the outbox",
                            "sealed for web1",
                            "received",
                            "verified as alice",
                            "allowed by rule",
                            "ran, exit code 0",
                            "reply sealed",
                            "reply verified as web1, done");
        }
    }

    @Test
    void demonstratesWhatItIsGiven() throws Exception {
        try (Child demo = Child.start(directory, Map.of(), "demo", "--", "exit 7")) {
            assertThat(demo.awaitExit()).isEqualTo(7);
        }
        try (Child demo = Child.start(directory, Map.of(), "demo", "--interactive", "--", "echo one")
                .input("echo two\n\nexit 5\nquit\necho never\n")) {
            assertThat(demo.awaitExit()).isEqualTo(5);
            assertThat(demo.out()).isEqualTo("one\ntwo\n");
        }
        assertThat(leftBehind()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void demonstratesNoBlankCommand(String blank) {
        Cli cli = Cli.run("demo", "--", blank);

        assertThat(cli.exitCode()).isEqualTo(255);
        assertThat(cli.err().lines())
                .containsExactly(
                        "error: the command line is blank",
                        "hint: write the command after --, such as mailshell demo -- uptime");
    }

    @Test
    void saysWhyTheDemonstrationsClientCannotSendAndGoesOn() throws Exception {
        try (Child demo = Child.start(directory, Map.of(), "demo", "--interactive", "--", "true")) {
            awaitErr(demo, "alice> ");
            Path servers = demoFolder().resolve("homes/alice/trust/servers");
            Files.move(servers.resolve("web1"), servers.resolveSibling("web1-moved"));
            demo.type("true\n");
            awaitErr(demo, "error: web1 is not in the trust folder\nhint: ");
            Files.move(servers.resolveSibling("web1-moved"), servers.resolve("web1"));

            demo.input("echo again\n");
            assertThat(demo.awaitExit()).as(demo.err()).isZero();
            assertThat(demo.out()).isEqualTo("again\n");
        }
    }

    @Test
    void endsItsJobAndRemovesItsKeysWhenTheDemonstrationIsStopped() throws Exception {
        Path pid = directory.resolve("pid");
        try (Child demo = Child.start(
                directory,
                Map.of(),
                "demo",
                "--",
                "echo $$ > " + pid + ".part; mv " + pid + ".part " + pid + "; exec sleep 300")) {
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(pid));
            long job = Long.parseLong(Files.readString(pid).strip());
            assertThat(ProcessHandle.of(job)).isPresent();

            assertThat(demo.terminate().awaitExit()).isEqualTo(143);
            assertThat(ProcessHandle.of(job)).isEmpty();
        }
        assertThat(leftBehind()).isEmpty();
    }

    @Test
    void removesItsKeysWhenTheDemonstrationIsStoppedAtThePrompt() throws Exception {
        try (Child demo = Child.start(directory, Map.of(), "demo", "--interactive", "--", "true")) {
            awaitErr(demo, "alice> ");

            assertThat(demo.terminate().awaitExit()).isEqualTo(143);
        }
        assertThat(leftBehind()).isEmpty();
    }

    private static void awaitErr(Child child, String text) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(child.err())
                .contains(text));
    }

    private Path demoFolder() throws Exception {
        return leftBehind().get(0);
    }

    @Test
    void demonstratesInJsonIfAskedTo() throws Exception {
        try (Child demo = Child.start(directory, Map.of(), "demo", "--json", "--", "echo one; exit 7")) {
            assertThat(demo.awaitExit()).isEqualTo(7);
            assertThat(demo.out().lines()).singleElement().asString().startsWith("{\"v\":1,\"id\":");
            assertThat(demo.out()).contains("\"from\":\"web1\"", "\"exitCode\":7", "\"text\":\"one\\n\"");
            assertThat(demo.err()).contains("reply verified as web1, failed");
        }
    }

    private List<Path> leftBehind() throws Exception {
        try (var files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith("mailshell-demo"))
                    .toList();
        }
    }

    private static String[] json(String verb, Parties parties, String name) {
        return new String[] {
            verb, "--json", "--home", parties.home(name).directory().toString()
        };
    }

    private static String[] server(Parties parties) {
        return new String[] {
            "server", "--home", parties.home("web1").directory().toString()
        };
    }
}
