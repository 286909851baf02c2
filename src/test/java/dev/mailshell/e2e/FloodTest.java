package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.crypto.cms.KeyAlgorithm;
import dev.mailshell.model.FinalStatus;
import jakarta.mail.MessagingException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server in a heap of 64 MB, and more mail of strangers than it can work off at once. {@code bench/flood} has the larger one. */
class FloodTest {

    private static final int MAILS = 600;

    @TempDir
    Path directory;

    @Test
    void answersAGoodCommandWhileAFloodIsStillThereAndNobodyElse() throws Exception {
        try (RealParties real =
                RealParties.create(directory.resolve("homes"), KeyAlgorithm.RSA, List.of("web1"), List.of("alice"))) {
            Parties parties = real.parties();
            Forger alice = Forger.client(parties, "alice");
            fill(parties, alice);
            Child server = parties.startServerProcess("web1");
            try (Mailbox answers = Mailbox.open(parties.environment("alice"))) {
                Patience.await().until(() -> answers.count(Mailbox.INBOX) > 0);
                assertThat(MailFlood.refused(parties.home("web1"))).isLessThan(MAILS);
                assertThat(alice.open(answers.mail(Mailbox.INBOX, 0)).status()).isEqualTo(FinalStatus.DONE);
            }
            Patience.await().until(() -> MailFlood.refused(parties.home("web1")) == MAILS);
            try (Mailbox answers = Mailbox.open(parties.environment("alice"))) {
                assertThat(answers.count(Mailbox.INBOX)).isEqualTo(1);
            }
            assertThat(server.err()).doesNotContain("INTERNAL", "OutOfMemory");
        }
    }

    /** Half of the flood, a good command, and the other half. */
    private void fill(Parties parties, Forger alice) throws Exception {
        String from = parties.environment("alice").get("MAILSHELL_IMAP_USER");
        MailFlood flood = new MailFlood(Forger.stranger(directory.resolve("stranger"), parties), from);
        try (Mailbox web1 = Mailbox.open(parties.environment("web1"))) {
            flood.mails(MAILS / 2).forEach(mail -> append(web1, mail));
            web1.append(alice.command("", "web1", Forger.json(UUID.randomUUID().toString(), "true")));
            flood.mails(MAILS / 2).forEach(mail -> append(web1, mail));
        }
    }

    private static void append(Mailbox mailbox, String mail) {
        try {
            mailbox.append(mail);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
