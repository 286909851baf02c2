package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.crypto.cms.KeyAlgorithm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Dovecot does not take the password of a server for a while: not often enough is it tried to lock an account. */
class RefusedLoginTest {

    /** As many as run at once. */
    private static final int COMMANDS = 4;

    @TempDir
    static Path directory;

    private static final StoppedClock CLOCK = new StoppedClock();
    private static RealParties real;
    private static Parties parties;
    private static Replies replies;

    @BeforeAll
    static void start() throws Exception {
        real = RealParties.create(directory, KeyAlgorithm.EC, List.of("web1", "db1"), List.of("alice"));
        parties = real.parties();
        replies = new Replies(parties.home("alice"));
        parties.startClient("alice");
        parties.startServer("db1");
        CLOCK.setRight();
        parties.setClock(CLOCK);
        parties.startServer("web1");
    }

    @AfterAll
    static void stop() {
        if (real != null) {
            real.close();
        }
    }

    @AfterEach
    void setThePasswordRight() throws Exception {
        CLOCK.advance(Duration.ofMinutes(1));
        real.mail().acceptPassword("web1");
    }

    @Test
    void theMailboxIsLeftAloneForAWhileAndThenReadAgain() throws Exception {
        long before = real.mail().refusedLogins("web1");
        try (LogLines log = LogLines.of("mailshell.mailbox")) {
            real.mail().refusePassword("web1");
            real.mail().kick("web1");
            // What is said first may be that the connection is gone.
            Patience.await().until(() -> log.lines().stream().anyMatch(line -> line.contains("refuses the login")));
            // A connection of the look that was under way may have been refused as well.
            assertStays(before, 2);
            CLOCK.advance(Duration.ofSeconds(2));
            long first = real.mail().refusedLogins("web1");
            Patience.await().until(() -> real.mail().refusedLogins("web1") > first);
            assertStays(first, 1);

            real.mail().acceptPassword("web1");
            CLOCK.advance(Duration.ofMinutes(1));

            assertThat(Replies.stdout(replies.awaitFor(parties, "alice", "again.cmd", "@web1\necho again\n")))
                    .isEqualTo("again\n");
            assertThat(log.lines())
                    .filteredOn(line -> line.contains("refuses the login"))
                    .hasSize(1);
            assertThat(log.lines()).contains("the mailbox answers again");
        }
    }

    @Test
    void manyRepliesDoNotTryTheLoginOneAfterTheOther() throws Exception {
        long before = real.mail().refusedSubmissions("web1");
        int answered = replies.all().size();
        Path work = Files.createTempDirectory(directory, "many");
        for (int i = 0; i < COMMANDS; i++) {
            parties.drop(
                    "alice",
                    "many-" + i + ".cmd",
                    "@web1\ncd " + work + "; touch on-" + i + "; while [ ! -e go ]; do sleep 0.05; done\n");
        }
        Patience.await().until(() -> count(work) == COMMANDS);
        real.mail().refusePassword("web1");
        Files.createFile(work.resolve("go"));
        Patience.await().until(() -> count(parties.home("web1").state().resolve("outbox")) == COMMANDS);
        Patience.await().until(() -> real.mail().refusedSubmissions("web1") > before);
        letTimePass();
        // Two may be on their way at once.
        assertThat(real.mail().refusedSubmissions("web1") - before).isBetween(1L, 2L);

        real.mail().acceptPassword("web1");
        CLOCK.advance(Duration.ofMinutes(1));

        replies.await(answered + COMMANDS);
        assertThat(real.mail().refusedSubmissions("web1") - before).isLessThanOrEqualTo(2);
    }

    /** However often the mailbox is looked into, there are at most so many refused logins more. */
    private static void assertStays(long before, int more) throws Exception {
        letTimePass();
        long refused = real.mail().refusedLogins("web1");
        assertThat(refused - before).isBetween(1L, (long) more);
        letTimePass();
        assertThat(real.mail().refusedLogins("web1")).isEqualTo(refused);
    }

    private static int count(Path folder) {
        return folder.toFile().list().length;
    }

    /** As much as another server takes for a few commands. */
    private static void letTimePass() throws Exception {
        for (int i = 0; i < 3; i++) {
            replies.awaitFor(parties, "alice", "pass-" + System.nanoTime() + ".cmd", "@db1\ntrue\n");
        }
    }
}
