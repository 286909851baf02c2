package dev.mailshell.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills a real process with SIGKILL in the middle of its work, and looks at what it left. */
@Timeout(120)
class SqliteVaultKillTest {

    @TempDir
    Path directory;

    private VaultHome home;

    @BeforeEach
    void makeAHome() throws IOException {
        home = new VaultHome(directory);
        DurableFiles.directory(directory.resolve("state"));
        DurableFiles.directory(directory.resolve("identity"));
    }

    @Test
    void losesNoMailThatWasStoredBeforeAKill() throws Exception {
        Map<Long, Integer> kept = new HashMap<>();
        Set<Long> removed = new HashSet<>();
        for (int lines : new int[] {1, 8, 23, 40}) {
            for (String line : workUntilKilled("store", lines)) {
                String[] words = line.split(" ", -1);
                if (words[0].equals("stored")) {
                    kept.put(Long.valueOf(words[1]), Integer.valueOf(words[2]));
                } else {
                    removed.add(Long.valueOf(words[1]));
                }
            }
            kept.keySet().removeAll(removed);

            try (Vault vault = home.open()) {
                List<StoredMail> pending = vault.pending();
                assertThat(pending)
                        .extracting(StoredMail::id)
                        .containsAll(kept.keySet())
                        .noneMatch(removed::contains);
                for (StoredMail mail : pending) {
                    byte[] content = VaultHome.read(vault, mail);
                    if (kept.containsKey(mail.id())) {
                        assertThat(content).isEqualTo(VaultingUntilKilled.content(kept.get(mail.id())));
                    }
                }
            }
        }
    }

    @Test
    void losesNoMailToARotationThatIsKilled() throws Exception {
        try (Vault vault = home.open()) {
            for (int i = 0; i < 20; i++) {
                vault.store(VaultHome.mail("mail " + i), 9);
            }
        }
        for (int lines : new int[] {1, 2, 4}) {
            workUntilKilled("rotate", lines);

            try (Vault vault = home.open()) {
                List<StoredMail> pending = vault.pending();
                for (int i = 0; i < 20; i++) {
                    assertThat(VaultHome.text(vault, pending.get(i))).isEqualTo("mail " + i);
                }
            }
        }
    }

    /** The lines that it printed whole. */
    private List<String> workUntilKilled(String work, int lines) throws Exception {
        return KilledProcess.run(VaultingUntilKilled.class, directory, lines, work, directory.toString());
    }
}
