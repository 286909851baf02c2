package dev.mailshell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.camel.ClientLock;
import dev.mailshell.camel.MailshellClient;
import dev.mailshell.e2e.Child;
import dev.mailshell.e2e.Parties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code mailshell shell}, {@code sync} and what asks servers, with servers that answer. */
class ShellCommandTest {

    private static final String CTRL_C = "\u0003";
    private static final String CTRL_D = "\u0004";
    private static final String UP = "\u001bOA";

    private static final String POLICY =
            """
            defaults: { timeout: 20s }
            roles:
              all: { allow: [shell, uptime, help, status, jobs], sees-all: true }
            commands:
              shell: { shell: /bin/sh }
              uptime: { exec: [/bin/echo, up] }
            clients:
              alice: { roles: [all] }
              bob: { roles: [all] }
              carol: { roles: [all] }
            """;

    @TempDir
    static Path directory;

    private static Parties parties;

    @BeforeAll
    static void start() throws Exception {
        // The server asleep exists, but nobody runs it.
        parties = Parties.create(directory, List.of("web1", "asleep"), List.of("alice", "bob", "carol"));
        Files.writeString(parties.home("web1").policy(), POLICY);
        parties.startServer("web1");
    }

    @AfterAll
    static void stop() {
        parties.close();
    }

    private static LiveCli cli(String client, String... args) {
        String[] call = new String[args.length + 2];
        call[0] = args[0];
        call[1] = "--home";
        call[2] = parties.home(client).directory().toString();
        System.arraycopy(args, 1, call, 3, args.length - 1);
        return LiveCli.run(parties.environment(client), call);
    }

    private static Child shell(String client) throws Exception {
        return Child.start(
                directory,
                parties.environment(client),
                "shell",
                "--wait",
                "60s",
                "--home",
                parties.home(client).directory().toString());
    }

    private static Child shellAtTerminal(String client, String type) throws Exception {
        return Child.startAtTerminal(
                directory,
                parties.environment(client),
                type,
                "shell",
                "--home",
                parties.home(client).directory().toString());
    }

    private static void awaitOut(Child child, String... texts) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(child.out())
                .contains(texts));
    }

    private static int prompts(Child child) throws IOException {
        return child.out().split("alice> ", -1).length;
    }

    @Test
    void bringsAnswersThatCameWhileNothingRan() throws Exception {
        String id = cli("bob", "send", "--to", "web1", "--", "echo hello; exit 3")
                .out()
                .strip();
        assertThat(cli("bob", "jobs").out()).contains(id.substring(0, 8), "web1", "sent, no answer yet");
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> parties.trail().stream()
                .anyMatch(event -> event.startsWith(id) && event.contains("reply submitted")));

        LiveCli sync = cli("bob", "sync");

        assertThat(sync.exitCode()).as(sync.err()).isZero();
        assertThat(sync.out()).isEqualTo(id.substring(0, 8) + "  web1: failed, exit code 3  (echo hello; exit 3)\n");
        assertThat(sync.err()).isEqualTo("1 answer came, 0 in flight\n");
        assertThat(cli("bob", "jobs").out()).isEmpty();
        assertThat(cli("bob", "status", id).out()).contains("id: " + id, "state: failed, exit code 3", "$ echo hello");
        assertThat(cli("bob", "read", id).out()).endsWith("\n--- web1: failed, exit code 3 ---\nhello\n");
        assertThat(cli("bob", "sync", "--json").out()).isEmpty();
    }

    @Test
    void synchronisingSendsWhatAnEarlierRunCouldNot() throws Exception {
        Path sending = parties.home("bob").sending();
        for (int i = 0; i < 3; i++) {
            Path file = sending.resolve(UUID.randomUUID() + "-send.cmd");
            Files.writeString(file, "@asleep\ntrue\n");
            Files.writeString(sending.resolve(file.getFileName() + ".waiting"), "error: no mail server\nhint: wait\n");
        }

        assertThat(cli("bob", "sync").exitCode()).isZero();

        assertThat(sending).isEmptyDirectory();
    }

    @Test
    void leavesSynchronisingToTheClientThatRuns() throws Exception {
        try (MailshellClient client = parties.startClient("bob");
                ClientLock lock = ClientLock.of(parties.home("bob"))) {
            assertThat(lock.tryTake()).isTrue();
            assertThat(client.isCaughtUp()).isIn(true, false);

            assertThat(cli("bob", "sync").err()).startsWith("a client runs in this home and files answers");
        }
    }

    @Test
    void asksServersOnlyIfItIsToldTo() throws Exception {
        String id = cli("bob", "send", "--to", "web1", "--", "true").out().strip();

        LiveCli status = cli("bob", "status", id, "--online", "--wait", "60s");
        LiveCli jobs = cli("bob", "jobs", "--online", "--to", "web1", "--wait", "60s");

        assertThat(status.exitCode()).as(status.err()).isZero();
        assertThat(status.out()).contains("id: " + id + "\nclient: bob\ncommand: shell\n");
        assertThat(jobs.out()).contains(id + "  shell  bob  ");
    }

    @Test
    void takesTheSameLinesInAPipeAndWaitsForEachAnswer() throws Exception {
        try (Child child = shell("alice")) {
            child.input(
                    "# a comment\n\nsend web1 printf '%s\n%s' \"a  b\" c\\\nd\nnonsense\nsend web1 exit 3\nquit\nsend web1 no\n");

            assertThat(child.awaitExit()).as(child.err()).isEqualTo(3);
            assertThat(child.out()).isEqualTo("a  b\ncd");
            assertThat(child.err())
                    .isEqualTo(
                            """
                            error: the shell does not know nonsense
                            hint: write send SERVER COMMAND to run it; help shows what there is
                            """);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"xterm", "dumb"})
    void announcesAnswersToAPersonAndLetsHerReadThem(String type) throws Exception {
        try (Child child = shellAtTerminal("alice", type)) {
            awaitOut(child, "alice> ");
            child.type("send web1 echo marker-$((40+2))-" + type + "\r");
            awaitOut(child, "web1: done  (echo marker-", "marker-42-" + type);
            child.type("send web1 status 12345678\r");
            awaitOut(child, "web1: failed, no command is known here", "hint: compare the id with that of the answer");
            child.type("send web1 echo 'one\rtwo'; exit 7\r");
            awaitOut(child, "web1: failed, exit code 7  (echo 'one two'; exit 7)");
            int prompts = prompts(child);
            child.type("not finished" + CTRL_C);
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> prompts(child) > prompts);
            child.type("read\r");
            awaitOut(child, "-- 1 to ", "a number opens", "read> ");
            child.type("1\r");
            awaitOut(child, "$ echo 'one", "$ two'; exit 7", "read 1> ");
            child.type("/nowhere\rq\r");
            awaitOut(child, "no line below has nowhere in it");
            child.type("/marker-\rn\rp\rq\rquit\r");

            assertThat(child.awaitExit()).as(child.out()).isZero();
        }
    }

    @Test
    void completesNamesKeepsLinesAndShowsWhatIsInFlight() throws Exception {
        assertThat(cli("alice", "send", "--to", "web1", "--wait", "60s", "--", "help")
                        .exitCode())
                .isZero();
        Path history = parties.home("alice").state().resolve("shell-history");
        try (Child child = shellAtTerminal("alice", "xterm")) {
            awaitOut(child, "alice> ");
            child.type("sen\twe\tupt\t\r");
            awaitOut(child, "web1: done  (uptime)");
            child.type("send asl\ttrue\r");
            awaitOut(child, "1 in flight: ");
            child.type("send --totp=123456 --to nowhere,- -- true\r");
            awaitOut(child, "--to is not the name of a server");
            awaitScreen(child, "alice>");
            child.type(CTRL_D);
            assertThat(child.awaitExit()).as(child.out()).isEqualTo(255);
            assertThat(child.out().substring(child.out().lastIndexOf("in flight")))
                    .as("the foot is erased")
                    .contains("\u001b[24;1H\u001b[K");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(history)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(history))
                .contains("send web1 uptime", "send asleep true")
                .doesNotContain("123456");
        try (Child child = shellAtTerminal("alice", "xterm")) {
            awaitOut(child, "alice> ");
            child.type(UP + UP);
            child.type("\r");
            awaitOut(child, "web1: done  (uptime)");
            child.type("quit\r");
            assertThat(child.awaitExit()).as(child.out()).isZero();
        }
    }

    /** That somebody sees this line. */
    private static void awaitScreen(Child child, String line) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertThat(child.screen().lines()).as(child.out()).contains(line));
    }

    @Test
    void showsAnAwaitedAnswerOnceAndSaysWhatCtrlCLeavesInFlight() throws Exception {
        Files.writeString(parties.home("carol").groups(), "here: [web1]\n");
        Path history = parties.home("carol").state().resolve("shell-history");
        try (Child child = Child.startAtTerminal(
                directory,
                parties.environment("carol"),
                "xterm",
                "shell",
                "--home",
                parties.home("carol").directory().toString())) {
            awaitOut(child, "carol> ");
            child.type("send --to @he\t --wait 60s -- echo once-$((1+1))\r");
            awaitOut(child, "once-2");
            child.type("send --to asleep --wait 60s -- true\r");
            awaitOut(child, " asleep true");
            child.type(CTRL_C);
            awaitOut(child, "error: interrupted; command ", " stays in flight, no answer yet from asleep");
            child.type("read\r");
            awaitOut(child, "read> ");
            child.type("/once\r");
            awaitOut(child, "-- 1 to 1 of 1 --");
            child.type("q\rsend web1 echo last-$((1+1))\r");
            awaitOut(child, "web1: done  (echo last-", "last-2");
            child.type("quit\r");

            assertThat(child.awaitExit()).as(child.out()).isZero();
            assertThat(child.out()).containsOnlyOnce("once-2").doesNotContain("web1: done  (echo once-");
        }
        assertThat(Files.readString(history)).contains("send web1 echo last-").doesNotContain("/once", ":q\n");
    }
}
