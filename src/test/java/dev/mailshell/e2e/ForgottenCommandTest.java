package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.crypto.Peers;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that come again, or for the first time, when the ledger may have forgotten them. */
class ForgottenCommandTest {

    /** The window, and the 30 days that the ledger remembers beyond it. */
    private static final Duration MEMORY = Duration.ofDays(31);

    @TempDir
    Path directory;

    private final ShiftedClock clock = new ShiftedClock(Duration.ZERO);
    private Parties parties;
    private Mailbox web1;
    private Mailbox answers;
    private Forger alice;

    @BeforeEach
    void start() throws Exception {
        parties = Parties.create(directory.resolve("homes"), List.of("web1"), List.of("alice"));
        web1 = Mailbox.open(parties.environment("web1"));
        answers = Mailbox.open(parties.environment("alice"));
        alice = new Forger(parties.home("alice"), "alice", Peers.SERVERS, clock);
        pruneAllTheTime();
        parties.setClock(clock);
        parties.startServer("web1");
    }

    @AfterEach
    void stop() throws Exception {
        parties.close();
        web1.close();
        answers.close();
    }

    @Test
    void doesNotRunAgainThoughTheLedgerHasForgottenIt() throws Exception {
        Path runs = directory.resolve("runs");
        String mail = alice.command("", "web1", Forger.json(id(), "echo ran >> " + runs));
        web1.append(mail);
        Patience.await().until(() -> answers.count(Mailbox.INBOX) == 1);
        assertThat(remembered()).isOne();

        clock.shift(MEMORY.plusMinutes(6));
        Patience.await().until(() -> remembered() == 0);
        web1.append(mail);

        awaitSilence();
        assertThat(runs).hasContent("ran\n");
    }

    @Test
    void isNotAnsweredIfItIsOlderThanTheMemoryOfTheLedger() throws Exception {
        clock.shift(MEMORY.plusMinutes(1));
        web1.append(alice.command("", "web1", Forger.json(id(), "true")));

        awaitSilence();
    }

    @Test
    void isAnsweredAsExpiredUntilThen() throws Exception {
        clock.shift(MEMORY.minusMinutes(1));
        web1.append(alice.command("", "web1", Forger.json(id(), "true")));

        Patience.await().until(() -> answers.count(Mailbox.INBOX) == 1);
        Reply reply = alice.open(answers.mail(Mailbox.INBOX, 0));
        assertThat(reply.status()).isEqualTo(FinalStatus.EXPIRED);
    }

    @Test
    void isNotAnsweredIfItCannotBeReadAndItsSignatureIsAsOld() throws Exception {
        String mail = alice.command("", "web1", "{\"v\":2}");
        clock.shift(MEMORY.plusMinutes(1));
        web1.append(mail);

        awaitSilence();
    }

    private void awaitSilence() throws Exception {
        int before = answers.count(Mailbox.INBOX);
        Patience.await().until(() -> parties.counters("web1").refused(Reason.TOO_OLD_TO_ANSWER) == 1);
        Patience.await().until(() -> Vaults.pending(parties.home("web1")) == 0);
        assertThat(answers.count(Mailbox.INBOX)).isEqualTo(before);
        assertThat(remembered()).isZero();
    }

    private void pruneAllTheTime() throws Exception {
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        Path routes = parties.home("web1").directory().resolve("routes");
        if (Files.notExists(routes)) {
            Files.createDirectory(routes, owner);
        }
        String route = Files.readString(Path.of("routes/server/prune-ledger.camel.yaml"));
        Files.writeString(
                routes.resolve("prune-ledger.camel.yaml"),
                route.replace("{{mailshell.ledger.prune:1h}}", "100").replace("delay: 60s", "delay: 0"));
    }

    private int remembered() throws Exception {
        Path database = parties.home("web1").state().resolve("state.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                var rows = connection.createStatement().executeQuery("SELECT COUNT(*) FROM commands")) {
            return rows.getInt(1);
        }
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }
}
