package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.config.Home;
import dev.mailshell.crash.Remains;
import dev.mailshell.model.Reason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamagedMailTest {

    @TempDir
    Path directory;

    @Test
    void isSetAsideForItsReasonAndTheNextOneRuns() throws Exception {
        try (Parties parties = Parties.create(directory, List.of("web1"), List.of("alice"))) {
            Home web1 = parties.home("web1");
            Forger alice = Forger.client(parties, "alice");
            String bad = alice.command("", "web1", Forger.json(UUID.randomUUID().toString(), "echo bad"));
            String good =
                    alice.command("", "web1", Forger.json(UUID.randomUUID().toString(), "echo good"));
            Vaults.store(
                    web1,
                    List.of(bad.getBytes(StandardCharsets.ISO_8859_1), good.getBytes(StandardCharsets.ISO_8859_1)));
            exchangeContents(web1);
            Vaults.store(web1, List.of(good.getBytes(StandardCharsets.ISO_8859_1)));

            parties.startServer("web1");

            try (Mailbox answers = Mailbox.open(parties.environment("alice"))) {
                Patience.await().until(() -> answers.count(Mailbox.INBOX) == 1);
            }
            Patience.await().until(() -> Vaults.pending(web1) == 0);
            assertThat(parties.counters("web1").refused(Reason.VAULT_DAMAGED)).isEqualTo(2);
            assertThat(parties.counters("web1").refused()).isEqualTo(2);
            assertThat(Vaults.all(web1)).isEqualTo(2);
            assertThat(Remains.inWork(web1.work())).isEmpty();
        }
    }

    private static void exchangeContents(Home home) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + home.vault());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMP TABLE two AS SELECT MIN(mail) AS a, MAX(mail) AS b FROM chunks");
            statement.execute("UPDATE chunks SET number = 1 WHERE mail = (SELECT a FROM two)");
            statement.execute("UPDATE chunks SET mail = (SELECT a FROM two) WHERE mail = (SELECT b FROM two)");
            statement.execute("UPDATE chunks SET mail = (SELECT b FROM two), number = 0 WHERE number = 1");
        }
    }
}
