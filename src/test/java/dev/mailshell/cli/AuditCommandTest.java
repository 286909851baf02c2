package dev.mailshell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.camel.MailshellServer;
import dev.mailshell.config.Home;
import dev.mailshell.e2e.Parties;
import dev.mailshell.e2e.Patience;
import dev.mailshell.e2e.Replies;
import dev.mailshell.model.Reply;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From the entry to the client that notices. */
class AuditCommandTest {

    @TempDir
    Path directory;

    private Parties parties;
    private Home web1;
    private Home alice;

    @BeforeEach
    void makeHomes() throws Exception {
        parties = Parties.create(directory, List.of("web1"), List.of("alice"));
        web1 = parties.home("web1");
        alice = parties.home("alice");
    }

    @AfterEach
    void stop() {
        parties.close();
    }

    @Test
    void aClientWarnsOfALogThatWasRolledBackAndTheServerFindsItByWhatTheClientSaw() throws Exception {
        MailshellServer server = parties.startServer("web1");
        Path seen = alice.seenAudit().resolve("web1.seen");
        awaitSealed(1);
        assertThat(send("echo one").out()).isEqualTo("one\n");
        server.close();
        byte[] old = Files.readAllBytes(web1.database());

        server = parties.startServer("web1");
        awaitSealed(entries() - 1);
        LiveCli second = send("echo two");
        assertThat(second.err()).isEmpty();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(seen)))
                .isEqualTo("rw-------");
        assertThat(verify("--seen", seen.toString()).out())
                .startsWith("ok: ")
                .endsWith("compared with 1 checkpoint that clients saw\n");
        server.close();
        byte[] before = Files.readAllBytes(seen);
        assertThat(web1.database().resolveSibling("state.db-wal")).doesNotExist();
        Files.write(web1.database(), old);
        Cli found = verify("--seen", seen.toString());
        assertThat(found.exitCode()).isEqualTo(1);
        assertThat(found.err())
                .startsWith("error: AUDIT_ROLLED_BACK, the log has ")
                .contains("\nhint: ");
        assertThat(verify().err()).startsWith("error: AUDIT_ROLLED_BACK, ").contains("which this server has signed");

        parties.startServer("web1");
        LiveCli third = send("echo three");

        assertThat(third.out()).isEqualTo("three\n");
        assertThat(third.exitCode()).isZero();
        assertThat(third.err()).contains("warning: AUDIT_").contains("the audit log of web1", "\nhint: ");
        assertThat(seen).hasBinaryContent(before);
        assertThat(evidence()).satisfiesExactly(text -> assertThat(text)
                .contains("\nseen before:\n", "\nreceived:\n")
                .contains(new String(before, StandardCharsets.US_ASCII)
                        .lines()
                        .skip(2)
                        .findFirst()
                        .orElseThrow()));
        String fourth = client("send", "--to", "web1", "--", "echo four").out().strip();
        Patience.await().until(() -> parties.trail().stream()
                .anyMatch(event -> event.startsWith(fourth) && event.contains("reply submitted")));
        assertThat(client("sync").err()).contains("warning: AUDIT_", "the audit log of web1", "\nhint: ");
    }

    @Test
    void exportsEachEntryAsALineThatIsChainedToTheOneBefore() throws Exception {
        MailshellServer server = parties.startServer("web1");
        parties.startClient("alice");
        Reply reply = new Replies(alice).awaitFor(parties, "alice", "secret.cmd", "@web1\necho confidential\n");
        Patience.await().until(() -> export().size(), size -> size >= 5);
        server.close();

        List<String> lines = export();

        assertThat(lines.get(0))
                .startsWith("{\"log\":\"web1\",\"number\":1,\"at\":\"")
                .contains("\"event\":\"opened\"");
        assertThat(lines.subList(1, 5)).allSatisfy(line -> assertThat(line)
                .contains("\"client\":\"alice\",\"command\":\"" + reply.id() + "\""));
        assertThat(lines.get(3))
                .contains("\"event\":\"finished\"", "\"details\":{\"exitCode\":\"0\",\"status\":\"done\"}");
        assertThat(lines).noneMatch(line -> line.contains("confidential"));
        for (int i = 1; i < lines.size(); i++) {
            String hash = lines.get(i - 1).replaceAll(".*\"hash\":\"(\\w+)\"}", "$1");
            assertThat(lines.get(i)).contains("\"previous\":\"" + hash + "\"");
        }
        assertThat(export("--from", "4")).isEqualTo(lines.subList(3, lines.size()));
    }

    @Test
    void theKeyIsMadeAtTheFirstStartForItsOwnerAndStays() throws Exception {
        parties.startServer("web1").close();
        String key = Files.readString(web1.auditKey());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(web1.auditKey())))
                .isEqualTo("rw-------");
        parties.startServer("web1").close();

        assertThat(web1.auditKey()).hasContent(key);
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(verify()).satisfies(refused -> {
            assertThat(refused.exitCode()).isEqualTo(ExitCode.FAILURE);
            assertThat(refused.err())
                    .isEqualTo("error: there is no state/state.db\nhint: the first start of the server makes it\n");
        });
        assertThat(verify("--seen", directory.resolve("none").toString()).err())
                .startsWith("error: there is no file ")
                .contains("\nhint: ");
    }

    private long entries() throws Exception {
        return verifyJson("entries");
    }

    private void awaitSealed(long entries) {
        Patience.await().until(() -> verifyJson("sealed"), found -> found >= entries);
    }

    private long verifyJson(String field) throws Exception {
        return verify("--json").json().get(field).asLong();
    }

    private LiveCli send(String line) {
        return client("send", "--to", "web1", "--wait", "60s", "--", line);
    }

    private LiveCli client(String verb, String... more) {
        List<String> args =
                new ArrayList<>(List.of(verb, "--home", alice.directory().toString()));
        args.addAll(List.of(more));
        return LiveCli.run(parties.environment("alice"), args.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"verify", "export"})
    void refusesTheHomeOfAClient(String verb) {
        Cli audit = Cli.run(
                parties.environment("alice"),
                Cli.NOW,
                "audit",
                verb,
                "--home",
                alice.directory().toString());

        assertThat(audit.exitCode()).isEqualTo(255);
        assertThat(audit.err()).startsWith("error: the home " + alice.directory() + " is for a client (expected a ");
    }

    private List<String> evidence() throws Exception {
        try (var files = Files.list(alice.replies())) {
            List<String> found = new ArrayList<>();
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".audit")).toList()) {
                found.add(Files.readString(file));
                String text = Files.readString(
                        file.resolveSibling(file.getFileName().toString().replace(".audit", ".txt")));
                assertThat(text).startsWith("WARNING: AUDIT_");
            }
            return found;
        }
    }

    private Cli verify(String... more) {
        return audit("verify", more);
    }

    private List<String> export(String... more) {
        Cli exported = audit("export", more);
        assertThat(exported.exitCode()).as(exported.err()).isZero();
        return exported.out().lines().toList();
    }

    private Cli audit(String verb, String... more) {
        List<String> args = new ArrayList<>(
                List.of("audit", verb, "--home", web1.directory().toString()));
        args.addAll(List.of(more));
        return Cli.run(parties.environment("web1"), Cli.NOW, args.toArray(String[]::new));
    }
}
