package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.mailshell.camel.MailshellClient;
import dev.mailshell.crypto.cms.KeyAlgorithm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real mail server has filed as junk: ours is found, and nothing else is touched. */
class JunkFolderTest {

    /** As Gmail calls it, with characters that mean something in an address of a route. */
    private static final String JUNK = "[Gmail]/Spam";

    private static final String SPAM =
            """
            From: Prince <prince@stranger.test>
            To: web1@mail.test
            Subject: a fortune
            Content-Type: application/pkcs7-mime; smime-type=enveloped-data

            AAAA
            """;

    @TempDir
    Path directory;

    private RealParties real;
    private Parties parties;

    @BeforeEach
    void create() throws Exception {
        real = RealParties.create(directory, KeyAlgorithm.EC, List.of("web1"), List.of("alice"));
        parties = real.parties();
        for (String name : List.of("web1", "alice")) {
            real.mail().doveadm(name, "mailbox create", JUNK);
            parties.environment(name).put("MAILSHELL_IMAP_JUNK_FOLDER", JUNK);
            parties.environment(name).put("MAILSHELL_IMAP_JUNK_POLL", "1s");
        }
    }

    @AfterEach
    void stop() {
        if (real != null) {
            real.close();
        }
    }

    @Test
    void answersACommandThatWasFiledAsJunkAndLeavesAllElseThereUnread() throws Exception {
        parties.startClient("alice");
        parties.drop("alice", "hello.cmd", "@web1\necho hello\n");
        await().atMost(Duration.ofMinutes(1)).until(() -> real.mailsIn("web1", "INBOX") == 1);
        real.mail().doveadm("web1", "move", JUNK, "mailbox", "INBOX", "all");
        save("web1", SPAM);
        // It names our client, and is nothing that we would write.
        save("web1", "From: " + address("alice") + "\nSubject: buy\nContent-Type: text/plain\n\nbuy\n");

        parties.startServer("web1");

        assertThat(Replies.stdout(new Replies(parties.home("alice")).awaitOne()))
                .isEqualTo("hello\n");
        assertThat(parties.counters("web1").junk()).isOne();
        assertThat(parties.counters("web1").received()).isOne();
        await().until(() -> real.mailsIn("web1", "mailshell/received") == 1);
        assertUntouched("web1", 2);
    }

    @Test
    void takesAReplyThatWasFiledAsJunkAndLeavesAllElseThereUnread() throws Exception {
        MailshellClient client = parties.startClient("alice");
        parties.drop("alice", "hello.cmd", "@web1\necho hello\n");
        await().atMost(Duration.ofMinutes(1)).until(() -> real.mailsIn("web1", "INBOX") == 1);
        client.close();
        parties.startServer("web1");
        await().atMost(Duration.ofMinutes(1)).until(() -> real.mailsIn("alice", "INBOX") == 1);
        real.mail().doveadm("alice", "move", JUNK, "mailbox", "INBOX", "all");
        save("alice", SPAM);

        parties.startClient("alice");

        assertThat(Replies.stdout(new Replies(parties.home("alice")).awaitOne()))
                .isEqualTo("hello\n");
        assertThat(parties.counters("alice").junk()).isOne();
        await().until(() -> real.mailsIn("alice", "mailshell/received") == 1);
        assertUntouched("alice", 1);
    }

    private void assertUntouched(String user, int mails) throws Exception {
        assertThat(real.mail()
                        .doveadm(user, "search", "mailbox", JUNK, "unseen")
                        .lines())
                .hasSize(mails);
        assertThat(real.mailsIn(user, JUNK)).isEqualTo(mails);
    }

    private String address(String name) {
        return real.mail().account(name).address();
    }

    private void save(String user, String mail) throws Exception {

        real.mail().save(user, mail);
        real.mail().doveadm(user, "move", JUNK, "mailbox", "INBOX", "all");
    }
}
