package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.camel.MailshellClient;
import dev.mailshell.crypto.cms.KeyAlgorithm;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands whose mails nobody would find in time by looking: the mailbox is looked into once an hour. */
class PushTest {

    @TempDir
    Path directory;

    private RealParties real;
    private Parties parties;
    private Replies replies;

    @BeforeEach
    void start() throws Exception {
        real = RealParties.create(directory, KeyAlgorithm.EC, List.of("web1"), List.of("alice"));
        parties = real.parties();
        for (String party : List.of("web1", "alice")) {
            parties.environment(party).put("MAILSHELL_IMAP_POLL", "1h");
        }
        replies = new Replies(parties.home("alice"));
    }

    @AfterEach
    void stop() {
        if (real != null) {
            real.close();
        }
    }

    @Test
    void oneCommandAfterTheOtherIsAnsweredThoughNobodyLooks() throws Exception {
        parties.startServer("web1");
        parties.startClient("alice");

        replies.awaitFor(parties, "alice", "first.cmd", "@web1\necho one\n");
        replies.awaitFor(parties, "alice", "second.cmd", "@web1\necho two\n");
    }

    @Test
    void anEagerPairAnswersTheSame() throws Exception {
        for (String party : List.of("web1", "alice")) {
            parties.environment(party).put("MAILSHELL_IMAP_PUSH", "eager");
        }
        parties.startServer("web1");
        parties.startClient("alice");

        replies.awaitFor(parties, "alice", "first.cmd", "@web1\necho one\n");
    }

    @Test
    void aReplyThatCameWhileTheClientWasAwayIsThereWhenItIsBack() throws Exception {
        MailshellClient alice = parties.startClient("alice");
        parties.drop("alice", "early.cmd", "@web1\necho early\n");
        Patience.await().until(() -> real.mailsIn("web1", "INBOX") == 1);
        alice.close();
        parties.startServer("web1");
        Patience.await().until(() -> real.mailsIn("alice", "INBOX") == 1);
        parties.startClient("alice");

        assertThat(Replies.stdout(replies.awaitOne())).isEqualTo("early\n");
    }
}
