package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.camel.MailshellClient;
import dev.mailshell.config.Home;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.Reply;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client makes of the files that people drop. */
class DropFolderTest {

    @TempDir
    static Path directory;

    private static Parties parties;
    private static Replies replies;
    private static Home alice;
    private static Gate gate;

    @BeforeAll
    static void start() throws Exception {
        parties = Parties.create(directory, List.of("web1", "db1"), List.of("alice", "bob"));
        alice = parties.home("alice");
        replies = new Replies(alice);
        gate = Gate.to(Integer.parseInt(parties.environment("alice").get("MAILSHELL_SMTP_PORT")));
        gate.open();
        parties.environment("bob").put("MAILSHELL_SMTP_PORT", Integer.toString(gate.port()));
        parties.startServer("web1");
        parties.startServer("db1");
        parties.startClient("alice");
    }

    @AfterAll
    static void stop() throws Exception {
        parties.close();
        gate.close();
    }

    @Test
    void leavesAFileAloneThatSomebodyStillWritesHoweverLongHePauses() throws Exception {
        Path slow = alice.outbox().resolve("slow.cmd");
        try (OutputStream writer = Files.newOutputStream(slow)) {
            writer.write("@web1\necho fir".getBytes(StandardCharsets.UTF_8));
            // As after a pause that is longer than any settling.
            Files.setLastModifiedTime(slow, FileTime.from(Instant.EPOCH.plus(Duration.ofDays(1))));
            replies.awaitFor(parties, "alice", "quick.cmd", "@web1\ntrue\n");
            replies.awaitFor(parties, "alice", "quicker.cmd", "@web1\ntrue\n");
            assertThat(slow).exists();
            writer.write("st; echo second\n".getBytes(StandardCharsets.UTF_8));
        }

        await().until(() -> Files.notExists(slow));
        await().until(() -> replies.all().stream()
                .filter(reply -> reply.stdout().isPresent())
                .anyMatch(reply -> Replies.stdout(reply).equals("first\nsecond\n")));
    }

    @Test
    void letsAFileThatNeverSettlesHoldUpNoOther() throws Exception {
        Path restless = alice.outbox().resolve("restless.cmd");
        Files.writeString(restless, "@web1\ntrue\n");
        Files.setLastModifiedTime(restless, FileTime.from(Instant.EPOCH.plus(Duration.ofDays(100_000))));

        replies.awaitFor(parties, "alice", "other.cmd", "@web1\ntrue\n");
        replies.awaitFor(parties, "alice", "another.cmd", "@web1\ntrue\n");

        assertThat(restless).exists();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "no-server.cmd     | uptime                                    | the first line does not name a server",
                "empty.cmd         | ``                                        | the first line does not name a server",
                "no-command.cmd    | @web1                                     | the file has no command",
                "unknown.cmd       | @web9%nuptime                             | web9 is not in the trust folder",
                "one-unknown.cmd   | @web1,web9%nuptime                        | web9 is not in the trust folder",
                "bad-name.cmd      | @WEB 1%nuptime                            | name",
                "twice.cmd         | @web1,%nuptime                            | name",
                "bad.json          | {\"to\":[\"web1\"],%n%n\"command\":x}     | line 3",
                "with-id.json      | {\"id\":\"6f0c2b60-2f43-4b0e-9a43-0d9a3a1f0b11\",\"to\":[\"web1\"],\"command\":{\"line\":\"id\"}} | id is not a field of a command file (line 1)",
                "lime.json         | {\"to\":[\"web1\"],\"command\":{\"lime\":\"id\"}} | command.lime is not a field of a command file (line 1)",
                "number.json       | {\"to\":[\"web1\"],\"command\":{\"line\":\"id\"},%n\"timeout\":10} | timeout has the wrong type (expected a text) (line 2)",
                "text.json         | {\"to\":\"web1\",\"command\":{\"line\":\"id\"}} | to has the wrong type (expected a list of texts) (line 1)",
                "element.json      | {\"to\":[1],\"command\":{\"line\":\"id\"}} | to[0] has the wrong type (expected a text) (line 1)",
                "object.json       | {\"to\":[\"web1\"],\"command\":\"id\"}  | command has the wrong type (expected an object) (line 1)",
                "args.json         | {\"to\":[\"web1\"],\"command\":{\"run\":\"id\",\"args\":{\"n\":1}}} | command.args.n has the wrong type (expected a text) (line 1)",
                "spaces.cmd        | @web1 @db1%nuptime                        | the servers in the first line are separated by spaces",
                "no-commas.cmd     | @web1 db1%nuptime                         | the servers in the first line are separated by spaces",
                "no-to.json        | {\"command\":{\"line\":\"id\"}}           | to is missing",
                "no-json.json      | @web1%nuptime                             | the file is not JSON (line 1)",
            })
    void setsABadFileAsideAndSaysWhy(String name, String content, String fact) throws Exception {
        parties.drop("alice", name, content.replace("%n", "\n"));

        assertThat(whyFailed(name)).startsWith("error: ").contains(fact).containsPattern("\nhint: .");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "marked.cmd  | @web1%necho marked",
                "marked.json | {\"to\":[\"web1\"],\"command\":{\"line\":\"echo marked\"}}",
            })
    void readsAFileThatBeginsWithAByteOrderMark(String name, String content) throws Exception {
        Reply reply = replies.awaitFor(parties, "alice", name, "\uFEFF" + content.replace("%n", "\n"));

        assertThat(Replies.stdout(reply)).isEqualTo("marked\n");
    }

    @Test
    void setsAsideWhatIsTooLargeOrNotUtf8() throws Exception {
        parties.drop("alice", "large.cmd", "@web1\n" + "x".repeat(1 << 20));
        Path latin1 = Files.write(
                directory.resolve("latin1"), "@web1\necho gr\u00fc\u00df\n".getBytes(StandardCharsets.ISO_8859_1));
        Files.move(latin1, alice.outbox().resolve("latin1.cmd"), StandardCopyOption.ATOMIC_MOVE);

        assertThat(whyFailed("large.cmd")).startsWith("error: the file is too large (expected at most 1048576 bytes)");
        assertThat(whyFailed("latin1.cmd")).isEqualTo("error: the file is not UTF-8\nhint: save it as UTF-8\n");
    }

    @Test
    void filesTheAnswerOfEachServerUnderItsName() throws Exception {
        Reply reply = replies.awaitFor(parties, "alice", "both.cmd", "@web1,db1\necho hello\n");

        await().untilAsserted(() -> assertThat(List.of("web1", "db1")).allSatisfy(server -> {
            String stem = reply.id() + "." + server;
            assertThat(alice.replies().resolve(stem + ".json")).content().contains("\"from\" : \"" + server + "\"");
            assertThat(alice.replies().resolve(stem + ".txt")).content().startsWith(server + ": done");
        }));
    }

    @Test
    void takesEachOptionOfTheMachineForm() throws Exception {
        Reply reply = replies.awaitFor(
                parties,
                "alice",
                "full.json",
                "{\"v\":1,\"to\":[\"web1\"],\"timeout\":\"5s\",\"expires\":\"10m\",\"stdin\":\"in\",\"command\":{\"line\":\"cat\"}}");
        Reply argv = replies.awaitFor(
                parties, "alice", "argv.json", "{\"to\":[\"web1\"],\"command\":{\"argv\":[\"/bin/echo\"]}}");
        Reply run = replies.awaitFor(
                parties,
                "alice",
                "run.json",
                "{\"to\":[\"web1\"],\"command\":{\"run\":\"nothing\",\"args\":{\"a\":\"b\"}}}");

        assertThat(Replies.stdout(reply)).isEqualTo("in");
        assertThat(Replies.stdout(argv)).isEqualTo("\n");
        assertThat(run.status()).isEqualTo(FinalStatus.DENIED);
    }

    @Test
    void sendsOnceUnderItsFirstIdWhatWasTakenBeforeAKill() throws Exception {
        gate.shut();
        Home bob = parties.home("bob");
        Path runs = directory.resolve("runs");
        Child client = parties.startClientProcess("bob");
        parties.drop("bob", "kept.cmd", "@web1\necho ran >> " + runs + "\n");
        await().until(() -> !name(bob.sending(), "-kept.cmd").isEmpty());
        String id = name(bob.sending(), "-kept.cmd").substring(0, 36);
        client.kill();

        MailshellClient second = parties.startClient("bob");
        assertThat(name(bob.sent(), "-kept.cmd")).isEmpty();
        gate.open();

        new Replies(bob).awaitFor(UUID.fromString(id));
        await().untilAsserted(() -> assertThat(bob.sending()).isEmptyDirectory());
        assertThat(name(bob.sent(), "-kept.cmd")).isEqualTo(id + "-kept.cmd");
        assertThat(runs).hasContent("ran\n");
        second.close();
    }

    @Test
    void leavesAFileWhereItWaitsWhenTheClientStopsAndSaysWhatFor() throws Exception {
        gate.shut();
        Home bob = parties.home("bob");
        Child client = parties.startClientProcess("bob");
        parties.drop("bob", "patient.cmd", "@web1\necho waited\n");
        await().until(() -> !name(bob.sending(), "-patient.cmd.waiting").isEmpty());
        assertThat(client.terminate().awaitExit()).isEqualTo(143);

        assertThat(name(bob.sending(), "-patient.cmd")).isNotEmpty();
        assertThat(Files.readString(bob.sending().resolve(name(bob.sending(), "-patient.cmd.waiting"))))
                .startsWith("error: not submitted for web1 yet: ")
                .contains("\nhint: it is tried again at ");
        assertThat(bob.failed()).isEmptyDirectory();
        assertThat(client.err()).contains("-patient.cmd not submitted for web1 yet: ");

        gate.open();
        MailshellClient next = parties.startClient("bob");
        await().until(() -> !name(bob.sent(), "-patient.cmd").isEmpty());
        next.close();
        assertThat(bob.sending()).isEmptyDirectory();
    }

    private static String whyFailed(String name) {
        return await().until(
                        () -> {
                            try (var files = Files.list(alice.failed())) {
                                for (Path file : files.toList()) {
                                    if (file.toString().endsWith("-" + name + ".error")
                                            && Files.exists(
                                                    Path.of(file.toString().replaceAll("\\.error$", "")))) {
                                        return Files.readString(file);
                                    }
                                }
                                return "";
                            }
                        },
                        why -> !why.isEmpty());
    }

    /** The name of the file of a folder that ends so, but for hidden ones; empty if there is none. */
    private static String name(Path folder, String end) throws Exception {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> !file.startsWith(".") && file.endsWith(end))
                    .findFirst()
                    .orElse("");
        }
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(60));
    }
}
