package dev.mailshell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.camel.MailshellServer;
import dev.mailshell.config.Home;
import dev.mailshell.e2e.Approver;
import dev.mailshell.e2e.MailFolder;
import dev.mailshell.e2e.Parties;
import dev.mailshell.e2e.Patience;
import dev.mailshell.e2e.Replies;
import dev.mailshell.hub.MailshellHub;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A home that is restored while its mails come once more: whatever the backup does not know of, nothing runs twice. */
class RestoreTest {

    @TempDir
    Path directory;

    private Parties parties;
    private Path runs;
    private Path file;
    private Path passphrase;

    @BeforeEach
    void prepare() throws IOException {
        runs = directory.resolve("runs");
        file = directory.resolve("saved.backup");
        passphrase = Files.writeString(directory.resolve("passphrase"), "correct horse battery staple\n");
        Files.setPosixFilePermissions(passphrase, PosixFilePermissions.fromString("rw-------"));
    }

    @AfterEach
    void stop() {
        parties.close();
    }

    private void make(String... clients) throws Exception {
        parties = Parties.create(directory, List.of("web1"), List.of(clients));
    }

    private void save(String name) {
        Cli cli = Cli.run(
                parties.environment(name),
                Clock.systemUTC().instant(),
                "backup",
                "--home",
                parties.home(name).directory().toString(),
                "--to",
                file.toString(),
                "--passphrase-file",
                passphrase.toString());
        assertThat(cli.exitCode()).as(cli.err()).isZero();
    }

    /** The machine is lost, and all that it did since. */
    private void restore(String name) throws IOException {
        Home home = parties.home(name);
        Files.move(home.directory(), directory.resolve(name + "-lost"));
        Cli cli = Cli.run(
                "restore",
                "--from",
                file.toString(),
                "--home",
                home.directory().toString(),
                "--passphrase-file",
                passphrase.toString());
        assertThat(cli.exitCode()).as(cli.err()).isZero();
    }

    private static String line(Path runs) {
        return "@web1\necho ran >> " + runs + "\n";
    }

    private void awaitRefused(String name, Reason reason) {
        Patience.await().until(() -> parties.counters(name).refused(reason) == 1);
    }

    private void laterBy(Duration time) {
        parties.setClock(Clock.offset(Clock.systemUTC(), time));
    }

    @Test
    void doesNotRunAgainWhatRanAfterTheBackup() throws Exception {
        make("alice");
        MailshellServer server = parties.startServer("web1");
        save("web1");
        server.close();
        parties.startClient("alice");
        parties.drop("alice", "after.cmd", line(runs));
        MailFolder inbox = new MailFolder(parties.environment("web1"), "INBOX");
        byte[] mail =
                Patience.await().until(inbox::mails, mails -> mails.size() == 1).get(0);
        server = parties.startServer("web1");
        assertThat(new Replies(parties.home("alice")).awaitOne().status()).isEqualTo(FinalStatus.DONE);
        server.close();

        restore("web1");
        inbox.deliver(mail);
        parties.startServer("web1");

        awaitRefused("web1", Reason.RESTORED);
        // Who has an answer already is told nothing else.
        awaitRefused("alice", Reason.REPLY_UNEXPECTED);
        assertThat(runs).hasContent("ran\n");
    }

    @Test
    void saysThatItDoesNotKnowAndRunsWhatIsIssuedFiveMinutesLater() throws Exception {
        make("alice");
        parties.startServer("web1").close();
        save("web1");
        restore("web1");
        MailshellServer server = parties.startServer("web1");
        Replies replies = new Replies(parties.home("alice"));
        AutoCloseable client = parties.startClient("alice");

        Reply unknown = replies.awaitFor(parties, "alice", "early.cmd", line(runs));

        assertThat(unknown.status()).isEqualTo(FinalStatus.INTERRUPTED);
        assertThat(unknown.reason().orElseThrow().code()).isEqualTo(Reason.RESTORED);
        assertThat(unknown.reason().orElseThrow().message()).contains("restored from a backup at ");
        assertThat(runs).doesNotExist();

        server.close();
        client.close();
        laterBy(Duration.ofMinutes(6));
        parties.startServer("web1");
        parties.startClient("alice");
        assertThat(replies.awaitFor(parties, "alice", "later.cmd", line(runs)).status())
                .isEqualTo(FinalStatus.DONE);
        assertThat(runs).hasContent("ran\n");
    }

    @Test
    void takesNoApprovalForWhatWaitedAtTheBackupAndWasApprovedSince() throws Exception {
        make("alice", "bob");
        Files.writeString(
                parties.home("web1").policy(),
                Parties.OPEN_POLICY.replace(
                        "shell: { shell: /bin/sh }",
                        "shell: { shell: /bin/sh, approvals: { count: 1, from: [bob], expires: 1h } }"));
        Approver bob = Approver.of(parties, "bob");
        UUID id = UUID.randomUUID();
        MailshellServer server = parties.startServer("web1");
        parties.startClient("alice");
        Files.writeString(
                parties.home("alice").sending().resolve(id + "-test.json"),
                "{\"to\":[\"web1\"],\"command\":{\"line\":\"echo ran >> " + runs + "\"}}");
        String request = bob.request();
        save("web1");
        String vote = bob.send(Approver.reply("approve", request));
        assertThat(new Replies(parties.home("alice")).awaitFor(id).status()).isEqualTo(FinalStatus.DONE);
        server.close();

        restore("web1");
        parties.startServer("web1");

        // The answer to a command of which nobody knows any more what it did.
        awaitRefused("alice", Reason.REPLY_UNEXPECTED);
        bob.send(Approver.reply("approve", request));
        awaitRefused("web1", Reason.RESTORED);
        assertThat(vote).isNotEmpty();
        assertThat(runs).hasContent("ran\n");
    }

    @Test
    void bringsAHubBackWithTheMailOfItsUsers() throws Exception {
        parties = Parties.atHub(directory, "hub", List.of("web1"), List.of("alice"));
        MailshellHub hub = parties.startHub("hub");
        AutoCloseable client = parties.startClient("alice");
        // For a server that does not run: it stays in the store.
        parties.drop("alice", "waits.cmd", line(runs));
        Path mail = parties.home("hub").mailStore();
        Patience.await().until(() -> mailsAtHub() == 1);
        save("hub");
        client.close();
        hub.close();

        restore("hub");
        assertThat(mail).exists();
        laterBy(Duration.ofMinutes(6));
        parties.startHub("hub");
        parties.startClient("alice");
        parties.startServer("web1");

        assertThat(new Replies(parties.home("alice")).awaitOne().status()).isEqualTo(FinalStatus.DONE);
        assertThat(runs).hasContent("ran\n");
    }

    private int mailsAtHub() throws IOException {
        Cli cli = Cli.run(
                "vault",
                "list",
                "--json",
                "--mailbox",
                "web1@hub.test",
                "--home",
                parties.home("hub").directory().toString());
        return cli.exitCode() == 0 ? (int) cli.out().lines().count() : -1;
    }
}
