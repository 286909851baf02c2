package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.camel.MailshellClient;
import dev.mailshell.cli.LiveCli;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server and a client that read their mail by POP3, from Dovecot. */
class MaildropTest {

    private static final String OF_SOMEBODY_ELSE =
            "From: carol@elsewhere.test\r\nTo: alice@mail.test\r\nSubject: lunch\r\n\r\nAt one?\r\n";

    @TempDir
    Path directory;

    private RealParties real;
    private Parties parties;
    private Replies replies;

    @BeforeEach
    void start() throws Exception {
        real = RealParties.createByPop3(directory, List.of("web1"), List.of("alice"));
        parties = real.parties();
        // Only what is expected is looked for in time.
        parties.environment("alice").put("MAILSHELL_POP3_POLL", "1h");
        parties.environment("web1").put("MAILSHELL_POP3_POLL", "1s");
        replies = new Replies(parties.home("alice"));
    }

    @AfterEach
    void stop() {
        if (real != null) {
            real.close();
        }
    }

    @Test
    void aCommandIsAnsweredAndBothMailsAreDeleted() throws Exception {
        parties.startServer("web1");
        parties.startClient("alice");

        assertThat(Replies.stdout(replies.awaitFor(parties, "alice", "first.cmd", "@web1\necho one\n")))
                .isEqualTo("one\n");

        Patience.await().until(() -> real.mail().mails("web1").isEmpty());
        Patience.await().until(() -> real.mail().mails("alice").isEmpty());
    }

    @Test
    void whatIsNotOfAServerIsLeftWhereItIs() throws Exception {
        real.mail().save("alice", OF_SOMEBODY_ELSE);
        parties.startServer("web1");
        MailshellClient alice = parties.startClient("alice");

        replies.awaitFor(parties, "alice", "first.cmd", "@web1\necho one\n");
        replies.awaitFor(parties, "alice", "second.cmd", "@web1\necho two\n");
        Patience.await().until(() -> real.mail().mails("alice").size() == 1);
        alice.close();

        assertThat(Files.readString(real.mail().mails("alice").get(0))).contains("At one?");
        assertThat(Files.readAllLines(parties.home("alice").leftMails())).hasSize(2);
    }

    @Test
    void aReplyThatCameWhileTheClientWasAwayIsThereWhenItIsBack() throws Exception {
        MailshellClient alice = parties.startClient("alice");
        parties.drop("alice", "early.cmd", "@web1\necho early\n");
        Patience.await().until(() -> real.mail().mails("web1").size() == 1);
        alice.close();
        parties.startServer("web1");
        Patience.await().until(() -> real.mail().mails("alice").size() == 1);

        parties.startClient("alice");

        assertThat(Replies.stdout(replies.awaitOne())).isEqualTo("early\n");
    }

    @Test
    void aMailThatIsMetTwiceRunsOnce() throws Exception {
        parties.startClient("alice");
        parties.drop("alice", "once.cmd", "@web1\necho once\n");
        Patience.await().until(() -> real.mail().mails("web1").size() == 1);
        String mail = Files.readString(real.mail().mails("web1").get(0), StandardCharsets.ISO_8859_1);
        parties.startServer("web1");
        replies.awaitOne();

        real.mail().save("web1", mail);

        Patience.await().until(() -> parties.counters("web1").summary().contains("DUPLICATE"));
        Patience.await().until(() -> real.mail().mails("web1").isEmpty());
    }

    @Test
    void aMailThatIsTooLargeIsLeftAndStopsNoOther() throws Exception {
        parties.environment("web1").put("MAILSHELL_MAX_MAIL", "64KiB");
        String large = "x".repeat(70).concat("\r\n").repeat(2000);
        real.mail().save("web1", "From: alice@mail.test\r\n\r\n" + large);
        parties.startServer("web1");
        parties.startClient("alice");

        replies.awaitFor(parties, "alice", "first.cmd", "@web1\necho one\n");

        Patience.await().until(() -> real.mail().mails("web1").size() == 1);
        assertThat(parties.counters("web1").summary()).contains("MAIL_TOO_LARGE");
    }

    @Test
    void itsHomesAreExaminedByPop3() throws Exception {
        LiveCli doctor = LiveCli.run(
                parties.environment("alice"),
                "doctor",
                "--home",
                parties.home("alice").directory().toString());
        assertThat(doctor.out().lines())
                .anyMatch(line -> line.matches("ok +pop3 +tls .*"))
                .anyMatch(line -> line.matches("ok +pop3 +login .*"))
                .anyMatch(line -> line.matches("ok +mailbox +maildrop +can be read: it holds 0 mails"))
                .anyMatch(line -> line.matches("ok +mailbox +uidl .*"))
                .anyMatch(line -> line.matches("ok +mailbox +top .*"))
                .anyMatch(line -> line.matches("ok +mailbox +push +not offered.*"))
                .noneMatch(line -> line.matches("(ok|fail) +(imap|loop-back) .*"));
    }
}
