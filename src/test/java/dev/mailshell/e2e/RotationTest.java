package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.cli.TestHomes;
import dev.mailshell.cli.TestHomes.Said;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotationTest {

    @TempDir
    Path directory;

    private static void mailshell(String... args) {
        Said said = TestHomes.run(Map.of(), args);
        assertThat(said.exitCode()).as(said.err()).isZero();
    }

    /** Both sides run all the time. */
    @Test
    void losesNoCommandFromTheFirstNewKeyToTheEndOfTheOldOne() throws Exception {
        try (Parties parties = Parties.create(directory, List.of("web1"), List.of("alice"))) {
            Path alice = parties.home("alice").directory();
            Path web1 = parties.home("web1").directory();
            Replies replies = new Replies(parties.home("alice"));
            parties.startServer("web1");
            parties.startClient("alice");

            mailshell("keys", "rotate", "--home", alice.toString());
            assertThat(replies.awaitFor(parties, "alice", "prepared.cmd", "@web1\ntrue\n")
                            .status())
                    .isEqualTo(FinalStatus.DONE);

            for (String suffix : List.of(".crt", ".pgp.asc")) {
                Path key = alice.resolve("identity/alice-2" + suffix);
                mailshell("keys", "add", "--yes", "--home", web1.toString(), "--client", "alice", key.toString());
            }
            // Encrypted for the new key, which opens it though it does not sign yet.
            assertThat(replies.awaitFor(parties, "alice", "added.cmd", "@web1\ntrue\n")
                            .status())
                    .isEqualTo(FinalStatus.DONE);

            mailshell("keys", "rotate", "--finish", "--home", alice.toString());
            assertThat(replies.awaitFor(parties, "alice", "finished.cmd", "@web1\ntrue\n")
                            .status())
                    .isEqualTo(FinalStatus.DONE);

            revokeOldKeys(alice, web1);
            assertThat(replies.awaitFor(parties, "alice", "revoked.cmd", "@web1\ntrue\n")
                            .status())
                    .isEqualTo(FinalStatus.DONE);

            // Back to the old key, as a thief of it would.
            Files.createFile(alice.resolve("identity/alice-2.prepared"));
            parties.drop("alice", "downgrade.cmd", "@web1\ntrue\n");
            Patience.await()
                    .untilAsserted(() -> assertThat(parties.counters("web1").refused(Reason.KEY_REVOKED))
                            .isOne());
            assertThat(replies.all()).hasSize(4);
        }
    }

    private static void revokeOldKeys(Path alice, Path web1) {
        for (String algorithm : List.of("crt", "pgp.asc")) {
            String old = TestHomes.fingerprint(alice.resolve("identity/alice." + algorithm));
            mailshell("keys", "revoke", "alice", "--key", old, "--home", web1.toString());
        }
    }
}
