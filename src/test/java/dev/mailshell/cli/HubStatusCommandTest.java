package dev.mailshell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.config.Home;
import dev.mailshell.ledger.MailStore;
import dev.mailshell.ledger.MailStoreLimits;
import dev.mailshell.ledger.Recipients;
import dev.mailshell.ledger.SqliteMailStore;
import dev.mailshell.ledger.VaultFiles;
import dev.mailshell.ledger.VaultLimits;
import dev.mailshell.model.Identity;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.MailAddress;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubStatusCommandTest {

    private static final MailAddress ALICE = new MailAddress("alice@hub.test");
    private static final MailAddress GONE = new MailAddress("gone@hub.test");

    @TempDir
    private Path homes;

    private Home hub;

    @BeforeEach
    void makeHub() throws Exception {
        TestHomes.createAtHub(
                homes,
                new Identity(new IdentityName("hub"), new MailAddress("hub@hub.test")),
                List.of(),
                List.of(new Identity(new IdentityName("alice"), ALICE)));
        hub = new Home(homes.resolve("hub"));
    }

    @Test
    void showsUsersBeforeTheFirstStart() {
        Cli cli = status();
        assertThat(cli.exitCode()).as(cli.err()).isZero();
        assertThat(cli.out())
                .contains("host         localhost\n", "queue        0 to leave\n")
                .containsPattern("alice@hub\\.test +0 +0 +1GiB +-");
    }

    @Test
    void showsWhatIsInEachMailboxAndWaitsToLeaveWhileTheHubRuns() throws Exception {
        try (MailStore store = SqliteMailStore.open(
                new VaultFiles(hub.mailStore(), hub.mailStoreKeys()),
                Clock.systemUTC(),
                new SecureRandom(),
                new MailStoreLimits(new VaultLimits(100, 1 << 20), 100, mailbox -> 1 << 20))) {
            store.accept(
                    "",
                    new ByteArrayInputStream(new byte[1000]),
                    new Recipients(
                            Optional.of(ALICE), Set.of(ALICE, GONE), Set.of(new MailAddress("x@elsewhere.test"))));
            Cli cli = status();
            assertThat(cli.exitCode()).as(cli.err()).isZero();
            assertThat(cli.out())
                    .contains("queue        1 to leave, the oldest since ")
                    .containsPattern("alice@hub\\.test +1 +1000 +1GiB +\\d{4}-")
                    .containsPattern("gone@hub\\.test +1 +1000 +no user +\\d{4}-");
            assertThat(status("--json").out())
                    .contains("\"queued\" : 1", "\"mails\" : 1", "\"quota\" : 1073741824", "\"quota\" : null");
        }
    }

    private Cli status(String... more) {
        String[] call = {"hub", "status", "--home", hub.directory().toString()};
        return Cli.run(Stream.concat(Arrays.stream(call), Arrays.stream(more)).toArray(String[]::new));
    }
}
