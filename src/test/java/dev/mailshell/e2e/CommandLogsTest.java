package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.camel.MailshellClient;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the logs of both sides say of commands. */
class CommandLogsTest {

    private static final String POLICY =
            """
            roles:
              viewer: { allow: [say, ping] }
              all: { allow: [shell] }
            commands:
              say: { title: Say, exec: [/bin/echo, "{text}"], args: { text: { pattern: "[a-z]+" } } }
              shell: { shell: /bin/sh }
            clients:
              alice: { roles: [%s] }
            """;

    @TempDir
    Path directory;

    private Parties parties;
    private Replies replies;

    @BeforeEach
    void makeParties() throws Exception {
        parties = Parties.create(directory, List.of("web1"), List.of("alice"));
        replies = new Replies(parties.home("alice"));
    }

    @AfterEach
    void stop() {
        parties.close();
    }

    @Test
    void tellWhoWhenAndHowItEndedAndNothingThatWasWrittenUnlessSet() throws Exception {
        start("viewer", "none");
        Reply done = replies.awaitFor(
                parties,
                "alice",
                "a.json",
                "{\"to\":[\"web1\"],\"command\":{\"run\":\"say\",\"args\":{\"text\":\"secretword\"}}}");
        Reply denied = replies.awaitFor(
                parties,
                "alice",
                "b.json",
                "{\"to\":[\"web1\"],\"command\":{\"line\":\"say secretword\"},\"totp\":\"493817\"}");

        assertThat(done.status()).isEqualTo(FinalStatus.DONE);
        assertThat(denied.status()).isEqualTo(FinalStatus.DENIED);
        Map<String, String> row = onlyRow("web1", done.id());
        assertThat(row)
                .containsEntry("client", "alice")
                .containsEntry("server", "web1")
                .containsEntry("command", "say")
                .containsEntry("verdict", "allowed")
                .containsEntry("rule", "roles.viewer allows commands.say")
                .containsEntry("status", "done")
                .containsEntry("exit-code", "0")
                .containsEntry("stdout-bytes", "11")
                .containsEntry("reason", "");
        assertThat(row.get("seconds")).matches("\\d+\\.\\d{3}");
        assertThat(onlyRow("web1", denied.id()))
                .containsEntry("command", "")
                .containsEntry("status", "denied")
                .containsEntry("message", "");
        assertThat(onlyRow("alice", done.id())).containsEntry("command", "say").containsEntry("status", "done");
        assertThat(onlyRow("alice", denied.id())).containsEntry("command", "").containsEntry("status", "denied");
        assertThat(all("web1") + all("alice"))
                .doesNotContainIgnoringCase("secretword")
                .doesNotContain("493817");
    }

    @Test
    void tellTheCommandAndNoOutputIfSetSo() throws Exception {
        start("all", "command");
        Reply reply = replies.awaitFor(
                parties,
                "alice",
                "a.json",
                "{\"to\":[\"web1\"],\"command\":{\"line\":\"echo se''cretword\"},\"stdin\":\"topsecret\"}");

        assertThat(Replies.stdout(reply)).isEqualTo("secretword\n");
        for (String party : List.of("web1", "alice")) {
            assertThat(onlyRow(party, reply.id())).containsEntry("command", "echo se''cretword");
            assertThat(all(party)).doesNotContain("secretword").doesNotContain("topsecret");
        }
    }

    @Test
    void showTheOutputInTheTextOfACommandIfSetSo() throws Exception {
        start("all", "full");
        Reply reply = replies.awaitFor(parties, "alice", "a.cmd", "@web1\nprintf 'one\\n\\033[2J=two\\n'\n");

        for (String party : List.of("web1", "alice")) {
            assertThat(text(party, reply.id())).contains("  stdout:\n  | one\n  | ?[2J=two\n");
        }
    }

    @Test
    void tellEachStepOfTheRoutesWithItsTime() throws Exception {
        start("all", "none");
        Reply reply = replies.awaitFor(parties, "alice", "a.cmd", "@web1\ntrue\n");

        Patience.await()
                .untilAsserted(() -> assertThat(text("web1", reply.id())).contains(" reply submitted\n"));
        String time = "\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z";
        assertThat(text("web1", reply.id()).lines())
                .anyMatch(line -> line.matches(time + " verified as alice"))
                .anyMatch(line -> line.matches(time + " allowed by rule roles.all allows commands.shell"))
                .anyMatch(line -> line.matches("    " + time + " +[\\d.]+ ms  open-message/take-from-vault"))
                .anyMatch(line -> line.matches("    " + time + " +[\\d.]+ ms  run-command/execute"))
                .noneMatch(line -> line.contains("receive-mail/"));
        assertThat(text("alice", reply.id()).lines())
                .anyMatch(line -> line.matches(time + " submitted to web1"))
                .anyMatch(line -> line.matches(time + " sent"))
                .anyMatch(line -> line.matches("    " + time + " +[\\d.]+ ms  submit-command/sign-and-encrypt"))
                .anyMatch(line -> line.matches("    " + time + " +[\\d.]+ ms  open-reply/verify-and-decrypt"));
    }

    @Test
    void areForTheirOwnerAlone() throws Exception {
        start("all", "none");
        Reply reply = replies.awaitFor(parties, "alice", "a.cmd", "@web1\ntrue\n");

        for (String party : List.of("web1", "alice")) {
            onlyRow(party, reply.id());
            try (Stream<Path> files = Files.walk(parties.home(party).logs())) {
                assertThat(files).allSatisfy(file -> assertThat(
                                PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------"));
            }
        }
    }

    @Test
    void holdNoFormulaThatAClientWrote() throws Exception {
        start("all", "command");
        Reply reply = replies.awaitFor(parties, "alice", "a.cmd", "@web1\n=cmd|' /C calc'!A0\n");

        for (String party : List.of("web1", "alice")) {
            assertThat(onlyRow(party, reply.id())).containsEntry("command", "'=cmd|' /C calc'!A0");
        }
    }

    @Test
    void stopNoCommandWhereTheyCannotBeWritten() throws Exception {
        for (String party : List.of("web1", "alice")) {
            Files.createDirectories(parties.home(party).logs().resolve("commands.csv"));
            Files.createFile(parties.home(party).logs().resolve("commands"));
        }
        start("all", "full");

        assertThat(replies.awaitFor(parties, "alice", "a.cmd", "@web1\necho one\n")
                        .status())
                .isEqualTo(FinalStatus.DONE);
        assertThat(replies.awaitFor(parties, "alice", "b.cmd", "@web1\necho two\n")
                        .status())
                .isEqualTo(FinalStatus.DONE);
    }

    @Test
    void tellOfAnAnswerThatCameAfterTheClientWasStartedAgain() throws Exception {
        setLevel("command");
        MailshellClient client = parties.startClient("alice");
        parties.drop("alice", "a.cmd", "@web1\necho late\n");
        Patience.await().until(() -> !isEmpty(parties.home("alice").sent()));
        client.close();
        parties.startClient("alice");
        parties.startServer("web1");

        Reply reply = replies.awaitOne();

        assertThat(onlyRow("alice", reply.id())).containsEntry("command", "echo late");
    }

    @Test
    void tellOfACommandThatIsNotSent() throws Exception {
        setLevel("command");
        parties.startClient("alice");
        parties.drop("alice", "a.cmd", "@nobody\nuptime\n");

        Patience.await().until(() -> Files.exists(csv("alice")));
        assertThat(rows("alice")).singleElement().satisfies(row -> assertThat(row)
                .containsEntry("status", "not-sent")
                .containsEntry("command", "uptime")
                .doesNotContainEntry("message", ""));
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    private void start(String role, String content) throws Exception {
        Files.writeString(parties.home("web1").policy(), POLICY.replace("%s", role));
        setLevel(content);
        parties.startServer("web1");
        parties.startClient("alice");
    }

    private void setLevel(String content) {
        for (String party : List.of("web1", "alice")) {
            parties.environment(party).put("MAILSHELL_LOG_CONTENT", content);
        }
    }

    /** A client's row comes after the reply that others see. */
    private Map<String, String> onlyRow(String party, UUID id) {
        List<Map<String, String>> rows = Patience.await()
                .until(
                        () -> rows(party).stream()
                                .filter(row -> row.get("id").equals(id.toString()))
                                .toList(),
                        found -> !found.isEmpty());
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    private List<Map<String, String>> rows(String party) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        if (Files.notExists(csv(party))) {
            return List.of();
        }
        try (CSVParser parser = CSVParser.parse(csv(party), StandardCharsets.UTF_8, format)) {
            return parser.stream().map(CSVRecord::toMap).toList();
        }
    }

    private Path csv(String party) {
        return parties.home(party).logs().resolve("commands.csv");
    }

    private String text(String party, UUID id) throws IOException {
        onlyRow(party, id);
        Path file = parties.home(party).logs().resolve("commands").resolve(id + ".txt");
        Patience.await().until(() -> Files.readString(file).contains("  steps:\n"));
        return Files.readString(file);
    }

    /** All that is written in the logs. */
    private String all(String party) throws IOException {
        try (Stream<Path> files = Files.walk(parties.home(party).logs())) {
            return String.join(
                    "\n",
                    files.filter(Files::isRegularFile)
                            .map(CommandLogsTest::read)
                            .toList());
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
