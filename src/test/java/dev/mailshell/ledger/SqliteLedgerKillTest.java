package dev.mailshell.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.model.CommandKey;
import dev.mailshell.model.IdentityName;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills a real process with SIGKILL in the middle of its work, and looks at what it left. */
@Timeout(120)
class SqliteLedgerKillTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @TempDir
    Path home;

    private Process child;

    @AfterEach
    void endTheChild() throws InterruptedException {
        if (child != null) {
            child.destroyForcibly().waitFor();
        }
    }

    @Test
    void losesNothingThatWasCommittedBeforeAKill() throws Exception {
        Map<UUID, CommandState> printed = new HashMap<>();
        // A few lines more each time, so that the kills hit different steps.
        for (int lines : new int[] {1, 50, 101, 202, 303}) {
            workUntilKilled(lines, printed);

            try (Ledger ledger = SqliteLedger.open(home.resolve("state"), home.resolve("state/state.db"))) {
                assertThat(printed).allSatisfy((id, state) -> assertKept(ledger, id, state));
                assertOutboxIsWhole(ledger);
            }
        }
    }

    @Test
    void keepsASecondProcessOutUntilTheFirstIsDead() throws Exception {
        child = start();
        try (BufferedReader output = output()) {
            assertThat(output.readLine()).startsWith("ACCEPTED");
            assertThatThrownBy(() -> SqliteLedger.open(home.resolve("state"), home.resolve("state/state.db")))
                    .isInstanceOf(LedgerFailure.class)
                    .hasMessage("state/lock is held by another process");
        }
        endTheChild();

        try (Ledger ledger = SqliteLedger.open(home.resolve("state"), home.resolve("state/state.db"))) {
            assertOutboxIsWhole(ledger);
        }
    }

    private void workUntilKilled(int lines, Map<UUID, CommandState> printed) throws Exception {
        child = start();
        try (BufferedReader output = output()) {
            for (int i = 0; i < lines; i++) {
                record(output.readLine(), printed);
            }
            // By its handle: Process.destroyForcibly would close the output, too.
            child.toHandle().destroyForcibly();
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                record(line, printed);
            }
        }
        assertThat(child.waitFor()).as("128 + SIGKILL").isEqualTo(137);
    }

    private static void record(String line, Map<UUID, CommandState> printed) {
        assertThat(line).isNotNull();
        String[] words = line.split(" ", -1);
        // The kill may cut the last line.
        if (words.length == 2 && words[1].length() == 36) {
            printed.put(UUID.fromString(words[1]), CommandState.valueOf(words[0]));
        }
    }

    private static void assertKept(Ledger ledger, UUID id, CommandState atLeast) {
        CommandKey key = new CommandKey(new IdentityName("alice"), id);
        assertThat(ledger.find(key).orElseThrow().state()).isGreaterThanOrEqualTo(atLeast);
        assertThat(ledger.accept(key, NOON, NOON)).isFalse();
    }

    /** Each row has its file with its own mail, and there is no other file. */
    private void assertOutboxIsWhole(Ledger ledger) throws IOException {
        Set<Path> files = new HashSet<>();
        for (long id : ledger.outbox().due(NOON, Integer.MAX_VALUE)) {
            OutboxEntry entry = ledger.outbox().take(id, NOON, NOON).orElseThrow();
            assertThat(entry.mail().message()).hasContent(entry.key().toString());
            assertThat(ledger.find(entry.key()).orElseThrow().state()).isEqualTo(CommandState.FINISHED);
            files.add(entry.mail().message());
        }
        assertThat(DurableFiles.list(home.resolve("state/outbox"))).containsExactlyInAnyOrderElementsOf(files);
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + home,
                        "-cp",
                        System.getProperty("java.class.path"),
                        CommittingUntilKilled.class.getName(),
                        home.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private BufferedReader output() {
        return new BufferedReader(new InputStreamReader(child.getInputStream(), UTF_8));
    }
}
