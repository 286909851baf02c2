package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.crypto.cms.KeyAlgorithm;
import dev.mailshell.model.Reason;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mailboxes that are over their quota, at a real Dovecot. */
class FullMailboxTest {

    @TempDir
    static Path directory;

    private static RealParties real;
    private static Parties parties;
    private static Replies replies;

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

    @AfterEach
    void makeRoom() throws Exception {
        real.mail().setQuota("web1", 0);
        real.mail().setQuota("alice", 0);
    }

    @Test
    void movesMailAsideThoughTheServersMailboxHasNoRoomForACopy() throws Exception {
        parties.drop("alice", "full.cmd", "@web1\necho ran\n");
        Patience.await().until(() -> real.mail().delivered("web1") == 1);
        real.mail().setQuota("web1", 1);

        parties.startServer("web1");

        assertThat(Replies.stdout(replies.awaitOne())).isEqualTo("ran\n");
        Patience.await().until(() -> real.mailsIn("web1", "INBOX") == 0);
        assertThat(real.mailsIn("web1", "mailshell/received")).isOne();
        assertThat(parties.counters("web1").refused(Reason.DUPLICATE)).isZero();
    }
}
