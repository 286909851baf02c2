package dev.mailshell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.config.Home;
import dev.mailshell.e2e.Child;
import dev.mailshell.e2e.Parties;
import dev.mailshell.e2e.Vaults;
import dev.mailshell.ledger.SqliteLedger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultRotateCommandTest {

    @TempDir
    Path directory;

    private Parties parties;
    private Home web1;

    @BeforeEach
    void makeHomes() throws Exception {
        parties = Parties.create(directory, List.of("web1"), List.of("alice"));
        web1 = parties.home("web1");
    }

    @AfterEach
    void stop() {
        parties.close();
    }

    @Test
    void putsPendingMailUnderANewKey() throws Exception {
        Vaults.store(web1, List.of(new byte[] {1}, new byte[] {2}));
        String before = Files.readString(web1.vaultKeys());

        Cli rotated = rotate("web1");

        assertThat(rotated.err()).isEmpty();
        assertThat(rotated.out()).matches("rotated: the new key is [0-9a-f]{16}, mails under it: 2\n");
        assertThat(rotated.exitCode()).isZero();
        assertThat(web1.vaultKeys())
                .content()
                .isNotEqualTo(before)
                .contains(rotated.out().substring(24, 40));
        assertThat(rotate("web1", "--json").json().get("mails").asInt()).isEqualTo(2);
    }

    @Test
    void refusesTheHomeOfARunningServer() {
        Cli refused;
        try (SqliteLedger ledger = SqliteLedger.open(web1.state(), web1.database())) {
            refused = rotate("web1");
            assertThat(ledger.unfinished()).isEmpty();
        }

        assertThat(refused.exitCode()).isEqualTo(255);
        assertThat(refused.err())
                .isEqualTo(
                        """
                        error: state/lock is held by another process
                        hint: stop the server that uses the home, one at a time can; or look at the state folder
                        """);
    }

    @Test
    void refusesTheHomeOfARunningClient() throws Exception {
        Child client = parties.startClientProcess("alice");

        Cli refused = rotate("alice");

        assertThat(refused.exitCode()).isEqualTo(255);
        assertThat(refused.err())
                .isEqualTo("error: a client runs in the home "
                        + parties.home("alice").directory() + "\nhint: stop it first\n");
        client.kill();
        assertThat(rotate("alice").out()).endsWith(", mails under it: 0\n");
    }

    private Cli rotate(String party, String... more) {
        List<String> args = new ArrayList<>(List.of(
                "vault", "rotate", "--home", parties.home(party).directory().toString()));
        args.addAll(List.of(more));
        return Cli.run(parties.environment(party), Cli.NOW, args.toArray(String[]::new));
    }
}
