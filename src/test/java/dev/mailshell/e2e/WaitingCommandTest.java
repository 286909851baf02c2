package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.config.Home;
import dev.mailshell.model.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that are opened and wait for their turn, or whose answer waits for the SMTP server. */
class WaitingCommandTest {

    @TempDir
    Path directory;

    @Test
    void aCommandWhoseKeyIsRevokedWhileItWaitsDoesNotRun() throws Exception {
        Path go = directory.resolve("go");
        Path ran = directory.resolve("ran");
        try (Parties parties = Parties.create(directory.resolve("homes"), List.of("web1"), List.of("alice"));
                Mailbox mailbox = Mailbox.open(parties.environment("web1"))) {
            Home web1 = parties.home("web1");
            Files.writeString(
                    web1.policy(), Parties.OPEN_POLICY.replace("timeout: 20s", "timeout: 60s, concurrency: 1"));
            Forger alice = Forger.client(parties, "alice");
            parties.startServer("web1");
            mailbox.append(alice.command(
                    "", "web1", json("touch " + ran + "-first; until [ -e " + go + " ]; do sleep 0.05; done")));
            Patience.await().until(() -> Files.exists(directory.resolve("ran-first")));
            mailbox.append(alice.command("", "web1", json("touch " + ran)));
            Patience.await()
                    .until(() -> parties.trail().stream()
                                            .filter(event -> event.contains("verified as alice"))
                                            .count()
                                    == 2
                            || Vaults.pending(web1) == 2);

            Files.copy(
                    parties.home("alice").directory().resolve("identity/alice.crt"),
                    web1.revoked().resolve("alice.crt"));
            Files.writeString(go, "");

            Patience.await().until(() -> parties.counters("web1").refused(Reason.KEY_REVOKED) == 1);
            Patience.await().until(() -> Vaults.pending(web1) == 0);
            assertThat(ran).doesNotExist();
        }
    }

    @Test
    void theDirectoryOfAJobIsGoneThoughItsAnswerIsStillOnItsWay() throws Exception {
        try (Parties parties = Parties.create(directory, List.of("web1"), List.of("alice"));
                Gate smtp = Gate.to(Integer.parseInt(parties.environment("web1").get("MAILSHELL_SMTP_PORT")))) {
            smtp.open();
            parties.environment("web1").put("MAILSHELL_SMTP_PORT", Integer.toString(smtp.port()));
            parties.startServer("web1");
            parties.startClient("alice");
            Replies replies = new Replies(parties.home("alice"));
            replies.awaitFor(parties, "alice", "first.cmd", "@web1\ntrue\n");
            // The connection that the next answer goes by.
            smtp.swallow();
            parties.drop("alice", "second.cmd", "@web1\ntrue\n");
            Patience.await()
                    .until(() -> parties.trail().stream()
                                    .filter(event -> event.endsWith("reply sealed"))
                                    .count()
                            == 2);

            Patience.await().until(() -> jobs(parties.home("web1")) == 0);
            assertThat(replies.all()).hasSize(1);
        }
    }

    private static long jobs(Home home) throws Exception {
        try (Stream<Path> files = Files.list(home.work())) {
            return files.filter(file -> file.getFileName().toString().startsWith("job-"))
                    .count();
        }
    }

    private static String json(String line) {
        return Forger.json(UUID.randomUUID().toString(), line);
    }
}
