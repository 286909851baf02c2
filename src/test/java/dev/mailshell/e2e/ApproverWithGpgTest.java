package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.config.Home;
import dev.mailshell.crypto.pgp.Gpg;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.Reason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An approver who has gpg and a mail program, and no certificate. */
class ApproverWithGpgTest {

    @TempDir
    Path directory;

    private Parties parties;
    private Gpg gpg;
    private Mailbox bob;
    private Mailbox web1;
    private String server;

    @BeforeEach
    void makeHomes() throws Exception {
        gpg = Gpg.in(directory);
        parties = Parties.create(directory, List.of("web1"), List.of("alice", "bob"));
        bob = Mailbox.open(parties.environment("bob"));
        web1 = Mailbox.open(parties.environment("web1"));
        gpg.makeKey("bob", "future-default");
        Path trusted = parties.home("web1").directory().resolve("trust/clients/bob");
        Files.delete(trusted.resolve("bob.crt"));
        gpg.run("gpg --batch --quiet --armor --export bob@mail.test > " + trusted.resolve("bob.pgp.asc"));
        gpg.run("gpg --batch --quiet --import "
                + parties.home("web1").identity().resolve("web1.pgp.asc"));
        server = gpg.run("gpg --batch --with-colons --list-keys 'web1 <' | awk -F: '/^fpr/ {print $10; exit}'")
                .strip()
                .toUpperCase(Locale.ROOT);
        Files.writeString(
                parties.home("web1").policy(),
                Parties.OPEN_POLICY
                        .replace("timeout: 20s", "timeout: 20s, accept-signed-only: true")
                        .replace("/bin/sh", "/bin/sh, approvals: { from: [bob] }"));
        parties.startServer("web1");
    }

    @AfterEach
    void stop() throws Exception {
        parties.close();
        bob.close();
        web1.close();
        gpg.close();
    }

    private UUID ask() throws Exception {
        UUID id = UUID.randomUUID();
        Home alice = parties.home("alice");
        Files.createDirectories(alice.sending());
        Path file = Files.writeString(
                directory.resolve("command"), "{\"to\":[\"web1\"],\"command\":{\"line\":\"expr 6 '*' 7\"}}");
        Files.move(file, alice.sending().resolve(id + "-test.json"));
        parties.startClient("alice");
        return id;
    }

    /** The mail of that index in the inbox, as gpg reads it. */
    private String read(int index, String subject) throws Exception {
        Patience.await().until(() -> bob.count(Mailbox.INBOX) > index);
        String mail = bob.mail(Mailbox.INBOX, index);
        assertThat(mail).contains("\r\nSubject: " + subject + "\r\n", "\r\nAuto-Submitted: auto-replied\r\n");
        Files.writeString(directory.resolve("received.eml"), mail, StandardCharsets.ISO_8859_1);
        String text = gpg.run("gpg --batch --trust-model always --status-file status --decrypt received.eml");
        assertThat(Files.readString(directory.resolve("status"))).contains("VALIDSIG " + server);
        return text.replace("\r\n", "\n").split("\n\n", 2)[1];
    }

    private void send(String how, String text) throws Exception {
        Files.writeString(directory.resolve("vote"), text);
        gpg.run("gpg --batch --quiet --yes --trust-model always --armor " + how + " -o vote.asc vote");
        web1.append("From: bob@mail.test\r\nIn-Reply-To: <any@mail.test>\r\nContent-Type: text/plain\r\n\r\n"
                + Files.readString(directory.resolve("vote.asc")));
    }

    @Test
    void approvesByAQuotedReplyThatIsSignedAndEncryptedAndByNoOther() throws Exception {
        UUID command = ask();
        String request = read(0, "Mail Shell request");
        assertThat(request).contains("\nserver: web1\nrequester: alice\n", "\nargv[2]: \"expr 6 '*' 7\"\n");
        String reply = Approver.reply("approve", request) + "\n-- \nBob\n";

        send("--clear-sign", reply);
        Patience.await().until(() -> parties.counters("web1").refused(Reason.NOT_A_COMMAND) == 1);
        send("--encrypt -r " + server, reply);
        Patience.await().until(() -> parties.counters("web1").refused(Reason.NOT_SIGNED) == 1);
        assertThat(bob.count(Mailbox.INBOX)).isEqualTo(1);
        assertThat(new Replies(parties.home("alice")).all()).isEmpty();

        send("--sign --encrypt -r " + server, reply);

        assertThat(read(1, "Re: Mail Shell"))
                .startsWith(
                        "done, on web1\n\ncommand " + command + " of alice: 1 of 1 approvals; approved, it runs now\n");
        assertThat(new Replies(parties.home("alice")).awaitFor(command).status())
                .isEqualTo(FinalStatus.DONE);
    }
}
