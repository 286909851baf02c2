package dev.mailshell.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.AtOnce;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Sha256;
import dev.mailshell.model.TreeHead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteSentCommandsTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final IdentityName WEB1 = new IdentityName("web1");
    private static final IdentityName DB1 = new IdentityName("db1");

    @TempDir
    Path home;

    private final UUID id = UUID.randomUUID();
    private SentCommands sent;

    @BeforeEach
    void openIt() {
        sent = SqliteSentCommands.open(home.resolve("state"));
    }

    @AfterEach
    void closeIt() {
        sent.close();
    }

    @Test
    void remembersWhatTheFirstAttemptAskedToBeProved() {
        List<TreeHead> asked = List.of(
                new TreeHead(5, Sha256.ofContent(new byte[] {1})), new TreeHead(9, Sha256.ofContent(new byte[] {2})));
        assertThat(sent.asked(id, WEB1)).isEmpty();

        sent.sending(id, WEB1, NOON, asked);
        sent.sending(id, DB1, NOON, List.of());
        sent.sending(id, WEB1, NOON, List.of());

        assertThat(sent.asked(id, WEB1)).contains(asked);
        assertThat(sent.asked(id, DB1)).contains(List.of());
    }

    @Test
    void awaitsOneAnswerOfEachServer() {
        sent.sending(id, WEB1, NOON, List.of());
        sent.sending(id, DB1, NOON, List.of());

        sent.answered(id, WEB1, NOON);

        assertThat(sent.awaits(id, WEB1)).isFalse();
        assertThat(sent.awaits(id, DB1)).isTrue();
    }

    @Test
    void awaitsNothingOfAServerThatWasNotAsked() {
        sent.sending(id, WEB1, NOON, List.of());

        assertThat(sent.awaits(id, DB1)).isFalse();
        assertThat(sent.awaits(UUID.randomUUID(), WEB1)).isFalse();
    }

    @Test
    void doesNotAwaitASecondAnswerWhenACommandIsSentAgain() {
        sent.sending(id, WEB1, NOON, List.of());
        sent.answered(id, WEB1, NOON);

        sent.sending(id, WEB1, NOON.plusSeconds(1), List.of());

        assertThat(sent.awaits(id, WEB1)).isFalse();
    }

    @Test
    void ignoresAnAnswerToWhatWasNotSent() {
        sent.answered(id, WEB1, NOON);
        sent.sending(id, WEB1, NOON, List.of());

        assertThat(sent.awaits(id, WEB1)).isTrue();
    }

    @Test
    void remembersAfterReopening() {
        sent.sending(id, WEB1, NOON, List.of());
        sent.sending(id, DB1, NOON, List.of());
        sent.answered(id, DB1, NOON);

        sent.close();
        openIt();

        assertThat(sent.awaits(id, WEB1)).isTrue();
        assertThat(sent.awaits(id, DB1)).isFalse();
    }

    @Test
    void forgetsWhatIsOld() {
        UUID old = UUID.randomUUID();
        sent.sending(old, WEB1, NOON.minusSeconds(1), List.of());
        sent.sending(id, WEB1, NOON, List.of());

        assertThat(sent.prune(NOON)).isEqualTo(1);

        assertThat(sent.awaits(old, WEB1)).isFalse();
        assertThat(sent.awaits(id, WEB1)).isTrue();
    }

    @Test
    void isSharedByARunningClientAndASingleSend() {
        try (SentCommands other = SqliteSentCommands.open(home.resolve("state"))) {
            other.sending(id, WEB1, NOON, List.of());
            assertThat(sent.awaits(id, WEB1)).isTrue();

            sent.answered(id, WEB1, NOON);
            assertThat(other.awaits(id, WEB1)).isFalse();
        }
    }

    @Test
    void opensForManyAtOnceThoughItIsNew() throws Exception {
        for (int round = 0; round < 15; round++) {
            Path fresh = home.resolve("state" + round);

            List<Integer> done = AtOnce.call(8, () -> {
                try (SentCommands own = SqliteSentCommands.open(fresh)) {
                    for (int i = 0; i < 2; i++) {
                        own.sending(UUID.randomUUID(), WEB1, NOON, List.of());
                    }
                    return 2;
                }
            });

            assertThat(done).containsOnly(2).hasSize(8);
            try (SentCommands all = SqliteSentCommands.open(fresh)) {
                assertThat(all.prune(NOON.plusSeconds(1))).isEqualTo(16);
            }
        }
    }

    @Test
    void keepsEveryFileToItsOwner() throws IOException {
        sent.sending(id, WEB1, NOON, List.of());

        for (Path file : DurableFiles.list(home.resolve("state"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        assertThat(DurableFiles.list(home.resolve("state"))).hasSize(4);
    }

    @Test
    void refusesAFileThatIsNoDatabase() throws IOException {
        sent.close();
        Files.writeString(home.resolve("state/sent.db"), "this is not a database ".repeat(100));

        assertThatThrownBy(() -> SqliteSentCommands.open(home.resolve("state")))
                .isInstanceOf(LedgerFailure.class)
                .hasMessageContaining("state/sent.db");
    }
}
