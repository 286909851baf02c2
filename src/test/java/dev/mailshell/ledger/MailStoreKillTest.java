package dev.mailshell.ledger;

import static dev.mailshell.ledger.MailStoreHome.ALICE;
import static dev.mailshell.ledger.MailStoreHome.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills a real process with SIGKILL while four threads accept mails, and looks at what it left. */
@Timeout(120)
class MailStoreKillTest {

    @TempDir
    Path directory;

    @Test
    void hasAllThatWasAcceptedBeforeAKillAndNothingHalf() throws Exception {
        Map<Long, Integer> accepted = new HashMap<>();
        for (int lines : new int[] {1, 9, 30, 60}) {
            for (String line : KilledProcess.run(AcceptingUntilKilled.class, directory, lines, directory.toString())) {
                String[] words = line.split(" ", -1);
                accepted.put(Long.valueOf(words[0]), Integer.valueOf(words[1]));
            }

            MailStoreHome home = MailStoreHome.in(directory);
            try (MailStore store = home.open(Clock.systemUTC())) {
                assertEachIsThere(store, accepted);
                assertNoneIsHalf(home, store);
            }
        }
    }

    private static void assertEachIsThere(MailStore store, Map<Long, Integer> accepted) throws Exception {
        assertThat(store.list(ALICE)).extracting(entry -> entry.mail().id()).containsAll(accepted.keySet());
        for (Map.Entry<Long, Integer> mail : accepted.entrySet()) {
            assertThat(VaultHome.read(store.vault(ALICE), new StoredMail(mail.getKey(), false)))
                    .isEqualTo(VaultingUntilKilled.content(mail.getValue()));
        }
    }

    /** Each mail that is there can be read, is in all places, and is counted. */
    private static void assertNoneIsHalf(MailStoreHome home, MailStore store) throws Exception {
        List<MailboxEntry> all = store.list(ALICE);
        for (MailboxEntry entry : all) {
            assertThat(VaultHome.read(store.vault(ALICE), entry.mail()).length).isEqualTo((int) entry.bytes());
        }
        Set<MailboxEntry> bobs = Set.copyOf(store.list(BOB));
        assertThat(all).containsAll(bobs);
        for (MailboxUsage usage : store.usages()) {
            List<MailboxEntry> entries = store.list(usage.mailbox());
            assertThat(usage.mails()).isEqualTo(entries.size());
            assertThat(usage.bytes())
                    .isEqualTo(entries.stream().mapToLong(MailboxEntry::bytes).sum());
        }
        Set<Long> queued = store
                .take(Integer.MAX_VALUE, Clock.systemUTC().instant().minus(Duration.ofDays(1)))
                .stream()
                .map(mail -> mail.mail().id())
                .collect(Collectors.toSet());
        assertThat(all).extracting(entry -> entry.mail().id()).containsExactlyInAnyOrderElementsOf(queued);
        assertThat(home.rows("mails")).isEqualTo(all.size());
        assertThat(home.rows("(SELECT DISTINCT mail FROM chunks)")).isEqualTo(all.size());
    }
}
