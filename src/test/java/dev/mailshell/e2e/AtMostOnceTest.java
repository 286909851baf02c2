package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.camel.MailshellServer;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens to a server, a command runs at most once and is answered exactly once. */
class AtMostOnceTest {

    @TempDir
    Path directory;

    private Parties parties;
    private Replies replies;
    private Path runs;
    private Path go;

    @BeforeEach
    void makeParties() throws Exception {
        parties = Parties.create(directory, List.of("web1"), List.of("alice"));
        replies = new Replies(parties.home("alice"));
        runs = directory.resolve("runs");
        go = directory.resolve("go");
    }

    @AfterEach
    void stop() throws IOException {
        // Whatever still waits for it may end.
        Files.writeString(go, "");
        parties.close();
    }

    @Test
    void runsACommandOnceThoughItIsDeliveredFourTimesAndAcrossARestart() throws Exception {
        parties.startClient("alice");
        parties.drop("alice", "once.cmd", "@web1\necho ran >> " + runs + "\n");
        MailFolder inbox = new MailFolder(parties.environment("web1"), "INBOX");
        byte[] mail = await().until(inbox::mails, mails -> mails.size() == 1).get(0);
        inbox.deliver(mail, mail);

        MailshellServer server = parties.startServer("web1");
        Reply reply = replies.awaitOne();
        awaitDuplicates(2);
        server.close();
        inbox.deliver(mail);
        parties.startServer("web1");
        awaitDuplicates(3);

        assertThat(reply.status()).isEqualTo(FinalStatus.DONE);
        assertThat(runs).hasContent("ran\n");
        assertThat(repliesThatCame()).isOne();
    }

    @Test
    void answersInterruptedAndRunsNothingAgainAfterAKill() throws Exception {
        Files.writeString(
                parties.home("web1").policy(),
                Parties.OPEN_POLICY.replace("timeout: 20s", "timeout: 20s, concurrency: 1"));
        parties.startClient("alice");
        Child server = parties.startServerProcess("web1");
        parties.drop("alice", "first.cmd", waitingCommand());
        await().until(() -> Files.exists(runs));
        // Stored and moved away from the mailbox, but not opened: the one worker is busy.
        parties.drop("alice", "second.cmd", "@web1\necho second\n");
        await().until(() -> Vaults.pending(parties.home("web1")) == 2);

        server.kill();
        parties.startServer("web1");

        assertThat(replies.await(2)).satisfiesExactlyInAnyOrder(this::assertInterrupted, second -> {
            assertThat(second.status()).isEqualTo(FinalStatus.DONE);
            assertThat(Replies.stdout(second)).isEqualTo("second\n");
        });
        await().until(() -> Vaults.pending(parties.home("web1")) == 0);
        assertThat(runs).hasContent("ran\n");
        assertThat(repliesThatCame()).isEqualTo(2);
    }

    @Test
    void endsTheProcessTreeAndAnswersInterruptedWhenItIsStopped() throws Exception {
        Path pids = directory.resolve("pids");
        parties.startClient("alice");
        Child server = parties.startServerProcess("web1");
        parties.drop(
                "alice",
                "long.cmd",
                "@web1\nsetsid sh -c 'echo $$ >> " + pids + "; exec sleep 1000' & echo $$ >> " + pids + "; echo ran >> "
                        + runs + "; sleep 1000\n");
        await().until(() -> Files.exists(pids) && Files.readAllLines(pids).size() == 2);

        assertThat(server.terminate().awaitExit()).isIn(0, 143);

        assertThat(Pids.executing(pids)).isEmpty();
        // The answer may have left before the end; if not, it leaves now.
        parties.startServer("web1");
        assertInterrupted(replies.awaitOne());
        await().untilAsserted(() ->
                assertThat(parties.home("web1").state().resolve("outbox")).isEmptyDirectory());
        assertThat(repliesThatCame()).isOne();
    }

    @Test
    void deliversAReplyWhenTheSmtpServerIsBack() throws Exception {
        try (Gate gate = Gate.to(Integer.parseInt(parties.environment("web1").get("MAILSHELL_SMTP_PORT")))) {
            parties.environment("web1").put("MAILSHELL_SMTP_PORT", Integer.toString(gate.port()));
            parties.startClient("alice");
            MailshellServer server = parties.startServer("web1");
            parties.drop("alice", "one.cmd", "@web1\necho ran >> " + runs + "; echo done\n");
            Path outbox = parties.home("web1").state().resolve("outbox");
            await().until(() -> files(outbox) == 1);
            server.close();
            parties.startServer("web1");
            assertThat(outbox).isNotEmptyDirectory();
            assertThat(replies.all()).isEmpty();

            gate.open();

            assertThat(Replies.stdout(replies.awaitOne())).isEqualTo("done\n");
            await().untilAsserted(() -> assertThat(outbox).isEmptyDirectory());
            assertThat(runs).hasContent("ran\n");
            assertThat(repliesThatCame()).isOne();
        }
    }

    private String waitingCommand() {
        return "@web1\necho ran >> " + runs + "; while [ ! -e " + go + " ]; do sleep 0.1; done\n";
    }

    private void assertInterrupted(Reply reply) {
        assertThat(reply.status()).isEqualTo(FinalStatus.INTERRUPTED);
        assertThat(reply.reason().orElseThrow().code()).isEqualTo(Reason.INTERRUPTED);
        assertThat(reply.startedAt()).isPresent();
    }

    private void awaitDuplicates(int count) {
        await().until(() -> parties.counters("web1").refused(Reason.DUPLICATE) == count);
    }

    /** In the mailbox, taken from it or not: what a server has really sent. */
    private int repliesThatCame() throws Exception {
        return new MailFolder(parties.environment("alice"), "INBOX").mails().size()
                + new MailFolder(parties.environment("alice"), "mailshell.received")
                        .mails()
                        .size();
    }

    private static int files(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return (int) files.count();
        }
    }

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(60));
    }
}
