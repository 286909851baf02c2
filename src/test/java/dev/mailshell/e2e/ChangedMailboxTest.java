package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.camel.MailshellClient;
import dev.mailshell.camel.MailshellServer;
import dev.mailshell.crypto.cms.KeyAlgorithm;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People, and the mail server itself, change a mailbox of a real Dovecot before and while Mail Shell reads it. */
class ChangedMailboxTest {

    private static final String RECEIVED = "mailshell/received";

    @TempDir
    static Path directory;

    private static RealParties real;
    private static Parties parties;
    private static Replies replies;
    private static MailshellClient alice;

    private Optional<MailshellServer> web1 = Optional.empty();
    private int answered;
    private long duplicates;
    private Path runs;

    @BeforeAll
    static void start() throws Exception {
        real = RealParties.create(directory, KeyAlgorithm.EC, List.of("web1"), List.of("alice"));
        parties = real.parties();
        replies = new Replies(parties.home("alice"));
        alice = parties.startClient("alice");
    }

    @AfterAll
    static void stop() {
        if (real != null) {
            real.close();
        }
    }

    @BeforeEach
    void count() throws IOException {
        doveadm("web1", "expunge", "mailbox", "INBOX", "all");
        answered = replies.all().size();
        duplicates = parties.counters("web1").refused(Reason.DUPLICATE);
        runs = Files.createTempDirectory(directory, "runs").resolve("runs");
    }

    @AfterEach
    void stopServer() {
        web1.ifPresent(MailshellServer::close);
    }

    private void startServer() throws Exception {
        web1 = Optional.of(parties.startServer("web1"));
    }

    @Test
    void takesWhatAPersonHasReadAndLeavesWhatTheyHaveDeletedOrMoved() throws Exception {
        for (String name : List.of("read", "flagged", "marked", "deleted", "moved")) {
            sendToNobody(name);
        }
        doveadm("web1", "flags add", "\\Seen", "mailbox", "INBOX", "1");
        doveadm("web1", "flags add", "\\Seen \\Flagged", "mailbox", "INBOX", "2");
        doveadm("web1", "flags add", "\\Deleted", "mailbox", "INBOX", "3");
        doveadm("web1", "mailbox create", "Archive");
        doveadm("web1", "move", "Archive", "mailbox", "INBOX", "5");
        doveadm("web1", "expunge", "mailbox", "INBOX", "4");
        try (LogLines ours = LogLines.of("mailshell");
                LogLines camel = LogLines.of("org.apache.camel")) {
            startServer();

            assertThat(stdouts(2)).containsExactlyInAnyOrder("read", "flagged");
            Patience.await().until(() -> real.mailsIn("web1", "INBOX") == 1);
            doveadm("web1", "expunge", "mailbox", RECEIVED, "all");
            replies.awaitFor(parties, "alice", "next.cmd", "@web1\ntrue\n");
            Patience.await().until(() -> real.mailsIn("web1", RECEIVED) == 1);

            assertThat(Files.readAllLines(runs)).containsExactlyInAnyOrder("read", "flagged");
            assertThat(real.mailsIn("web1", "INBOX")).as("marked as deleted").isOne();
            assertThat(real.mailsIn("web1", "Archive")).isOne();
            assertThat(ours.warnings()).isEmpty();
            assertThat(camel.warnings()).isEmpty();
        } finally {
            doveadm("web1", "expunge", "mailbox", "INBOX", "all");
        }
    }

    @Test
    void aClientTakesAReplyThatAPersonHasReadAndTouchesNoMailOfTheirs() throws Exception {
        sendToNobody("reply");
        alice.close();
        startServer();
        Patience.await().until(() -> real.mailsIn("alice", "INBOX") == 1);
        try (Mailbox mailbox = Mailbox.open(parties.environment("alice"))) {
            mailbox.append("From: bob@mail.test\r\nSubject: lunch\r\n\r\nx\r\n");
            mailbox.append("From: bob@mail.test\r\nSubject: dinner\r\n\r\nx\r\n");
        }
        doveadm("alice", "flags add", "\\Seen", "mailbox", "INBOX", "1");
        doveadm("alice", "flags add", "\\Deleted", "mailbox", "INBOX", "subject", "lunch");

        alice = parties.startClient("alice");

        assertThat(stdouts(1)).containsExactly("reply");
        Patience.await().until(() -> real.mailsIn("alice", "INBOX") == 2);
        replies.awaitFor(parties, "alice", "next.cmd", "@web1\ntrue\n");
        assertThat(doveadm("alice", "search", "mailbox", "INBOX", "deleted")).isNotEmpty();
        assertThat(doveadm("alice", "search", "mailbox", "INBOX", "unseen", "undeleted"))
                .isNotEmpty();
    }

    @Test
    void runsOnceWhatIsThereThreeTimes() throws Exception {
        sendToNobody("once");
        Path mail = inbox().get(0);
        Files.copy(
                mail,
                real.mail().maildir("web1").resolve("cur/1.copy." + System.nanoTime() + ":2,S"),
                StandardCopyOption.COPY_ATTRIBUTES);
        try (Mailbox mailbox = Mailbox.open(parties.environment("web1"))) {
            mailbox.append("Received: from elsewhere.test by localhost; Fri, 20 Nov 2026 10:00:00 +0000\r\n"
                    + Files.readString(mail, StandardCharsets.ISO_8859_1)
                            .replaceAll("\r?\n", "\r\n")
                            .replaceFirst("(?i)\r\nMessage-ID: <", "\r\nMessage-ID: <second."));
        }
        assertThat(real.mailsIn("web1", "INBOX")).isEqualTo(3);

        startServer();

        assertThat(stdouts(1)).containsExactly("once");
        Patience.await().until(() -> parties.counters("web1").refused(Reason.DUPLICATE) == duplicates + 2);
        assertThat(runs).hasContent("once\n");
        assertThat(replies.all()).hasSize(answered + 1);
    }

    @Test
    void losesNothingAndRunsNothingTwiceThoughDovecotNumbersTheMailsAnew() throws Exception {
        startServer();
        for (int i = 0; i < 6; i++) {
            drop("anew-" + i);
            if (i % 2 == 1) {
                real.mail().forgetUids("web1");
            }
        }

        assertThat(stdouts(6)).containsExactlyInAnyOrderElementsOf(names(6));
        assertThat(Files.readAllLines(runs)).containsExactlyInAnyOrderElementsOf(names(6));
        Patience.await().until(() -> real.mailsIn("web1", "INBOX") == 0);
        assertThat(replies.all()).hasSize(answered + 6);
    }

    private static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "anew-" + i).toList();
    }

    private void drop(String name) throws IOException {
        parties.drop("alice", name + ".cmd", "@web1\necho " + name + " | tee -a " + runs + "\n");
    }

    /** Returns once the command lies in the mailbox of a server that may not run. */
    private void sendToNobody(String name) throws IOException {
        long delivered = real.mail().delivered("web1");
        drop(name);
        Patience.await().until(() -> real.mail().delivered("web1") > delivered);
    }

    /** What the commands of this test have said, once so many are answered. */
    private List<String> stdouts(int count) {
        return Patience.await().until(this::stdouts, answers -> answers.size() >= count);
    }

    private List<String> stdouts() throws IOException {
        if (Files.notExists(runs)) {
            return List.of();
        }
        List<String> ours = Files.readAllLines(runs);
        return replies.all().stream()
                .filter(reply -> reply.status() == FinalStatus.DONE)
                .map(reply -> Replies.stdout(reply).strip())
                .filter(ours::contains)
                .toList();
    }

    private static List<Path> inbox() throws IOException {
        Path maildir = real.mail().maildir("web1");
        return real.mail().mails("web1").stream()
                .filter(file -> file.getParent().getParent().equals(maildir))
                .toList();
    }

    private static String doveadm(String user, String verb, String... arguments) throws IOException {
        return real.mail().doveadm(user, verb, arguments);
    }
}
