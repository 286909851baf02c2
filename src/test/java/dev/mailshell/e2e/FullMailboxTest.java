package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.camel.MailshellServer;
import dev.mailshell.crash.Remains;
import dev.mailshell.crypto.cms.KeyAlgorithm;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Reply;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mailboxes that are over their quota, at a real Dovecot. */
class FullMailboxTest {

    private static final String RECEIVED = "mailshell/received";

    @TempDir
    static Path directory;

    private static RealParties real;
    private static Parties parties;
    private static Replies replies;

    private Optional<MailshellServer> web1 = Optional.empty();
    private int answered;
    private long duplicates;
    private long ran;

    @BeforeAll
    static void start() throws Exception {
        real = RealParties.create(directory, KeyAlgorithm.EC, List.of("web1"), List.of("alice"));
        parties = real.parties();
        replies = new Replies(parties.home("alice"));
        parties.startClient("alice");
    }

    @AfterAll
    static void stop() {
        if (real != null) {
            real.close();
        }
    }

    @BeforeEach
    void count() {
        answered = replies.all().size();
        duplicates = parties.counters("web1").refused(Reason.DUPLICATE);
        ran = 0;
        ran = ran();
    }

    @AfterEach
    void stopAndMakeRoom() throws Exception {
        web1.ifPresent(MailshellServer::close);
        real.mail().setQuota("web1", 0);
        real.mail().setQuota("alice", 0);
    }

    @Test
    void movesMailAsideThoughTheServersMailboxHasNoRoomForACopy() throws Exception {
        int before = real.mailsIn("web1", RECEIVED);
        fill("web1", "full");

        startServer();

        assertThat(Replies.stdout(replies.await(1 + answered).get(0))).isEqualTo("ran\n");
        Patience.await().until(() -> real.mailsIn("web1", "INBOX") == 0);
        assertThat(real.mailsIn("web1", RECEIVED)).isEqualTo(before + 1);
        assertThat(parties.counters("web1").refused(Reason.DUPLICATE)).isEqualTo(duplicates);
    }

    @Test
    void readsMailOnceThatCannotBeMovedAndMovesItWhenThereIsRoom() throws Exception {
        real.mail().configureDovecot("imap_capability = IMAP4rev1 NAMESPACE UNSELECT UIDPLUS IDLE\n");
        int before = real.mailsIn("web1", RECEIVED);
        fill("web1", "stuck");
        ShiftedClock clock = new ShiftedClock(Duration.ZERO);
        parties.setClock(clock);
        try (LogLines log = LogLines.of("mailshell.mailbox")) {
            startServer();
            replies.await(answered + 1);
            Patience.await().until(() -> !log.lines().isEmpty());
            real.mail().stopDovecot();
            real.mail().forgetUids("web1");
            real.mail().startDovecot();
            // The numbers mean other mails now: each is met once more, and recognised.
            awaitDuplicates(duplicates + 1);
            // This one is behind it in the mailbox.
            real.mail().setQuota("web1", 10_000_000);
            replies.awaitFor(parties, "alice", "behind.cmd", "@web1\ntrue\n");
            clock.shift(Duration.ofMinutes(5));

            Patience.await().until(() -> real.mailsIn("web1", "INBOX") == 0);

            assertThat(real.mailsIn("web1", RECEIVED)).isEqualTo(before + 2);
            assertThat(parties.counters("web1").refused(Reason.DUPLICATE)).isEqualTo(duplicates + 1);
            assertThat(ran()).isEqualTo(2);
            assertThat(log.lines())
                    .filteredOn(line -> line.contains("cannot be moved"))
                    .singleElement()
                    .asString()
                    .startsWith(
                            "mails cannot be moved to mailshell/received, they stay where they are and are not read again: ")
                    .contains("OVERQUOTA");
            Patience.await().until(() -> log.lines().contains("mails can be moved to mailshell/received again"));
        } finally {
            parties.setClock(Clock.systemUTC());
            real.mail().configureDovecot("");
        }
    }

    @Test
    void theAnswerComesOnceTheClientsMailboxHasRoomAgain() throws Exception {
        startServer();
        real.mail().setQuota("alice", 1);
        long deferred = real.mail().deferred();
        parties.drop("alice", "later.cmd", "@web1\necho later\n");
        Patience.await().until(() -> real.mail().deferred() > deferred);
        assertThat(replies.all()).hasSize(answered);

        real.mail().setQuota("alice", 0);

        replies.await(answered + 1);
        assertThat(ran()).isOne();
    }

    @Test
    void theServerSaysThatAnAnswerCameBackFromAFullMailboxAndDoesNotSendItAgain() throws Exception {
        real.mail().configureDovecot("protocol lmtp {\n  quota_full_tempfail = no\n}\n");
        startServer();
        real.mail().setQuota("alice", 1);
        long toClient = real.mail().delivered("alice");
        long toServer = real.mail().delivered("web1");
        try (LogLines log = LogLines.of("mailshell.refused")) {
            parties.drop("alice", "lost.cmd", "@web1\necho lost\n");

            Patience.await().untilAsserted(() -> assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains("MAIL_AUTOMATIC, a mail server reports on a mail that was sent before, mostly that it"
                            + " did not arrive"));
            real.mail().setQuota("alice", 0);
            Reply next = replies.awaitFor(parties, "alice", "next.cmd", "@web1\necho next\n");

            assertThat(Replies.stdout(next)).isEqualTo("next\n");
            Patience.await().untilAsserted(() -> assertThat(Remains.ofServer(parties.home("web1")))
                    .isEmpty());
            // The command, its answer that came back, and the next command; and the answer to that.
            assertThat(real.mail().delivered("web1")).isEqualTo(toServer + 3);
            assertThat(real.mail().delivered("alice")).isEqualTo(toClient + 1);
            assertThat(log.lines()).hasSize(1);
            assertThat(ran()).isEqualTo(2);
        } finally {
            real.mail().configureDovecot("");
        }
    }

    private void startServer() throws Exception {
        web1 = Optional.of(parties.startServer("web1"));
    }

    /** Sends a command to a server that is not there, and leaves its mailbox without room. */
    private static void fill(String server, String name) throws Exception {
        long delivered = real.mail().delivered(server);
        parties.drop("alice", name + ".cmd", "@" + server + "\necho ran\n");
        Patience.await().until(() -> real.mail().delivered(server) > delivered);
        real.mail().setQuota(server, 1);
    }

    private static void awaitDuplicates(long count) {
        Patience.await().until(() -> parties.counters("web1").refused(Reason.DUPLICATE) == count);
    }

    private long ran() {
        return parties.trail().stream()
                        .filter(event -> event.endsWith("ran, exit code 0"))
                        .count()
                - ran;
    }
}
