package dev.mailshell.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.AtOnce;
import dev.mailshell.model.CodeHistory;
import dev.mailshell.model.IdentityName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteCodeHistoriesTest {

    private static final IdentityName ALICE = new IdentityName("alice");
    private static final IdentityName BOB = new IdentityName("bob");
    private static final CodeHistory LOCKED =
            new CodeHistory(70, 5, Optional.of(Instant.parse("2026-11-20T12:00:00.123456Z")));

    @TempDir
    Path home;

    private SqliteCodeHistories histories;

    @BeforeEach
    void openIt() {
        histories = open();
    }

    private SqliteCodeHistories open() {
        return new SqliteCodeHistories(home.resolve("state"));
    }

    @AfterEach
    void closeIt() {
        histories.close();
    }

    @Test
    void makesNoFileBeforeTheFirstUse() {
        assertThat(home.resolve("state")).doesNotExist();
    }

    @Test
    void remembersEachClientForItself() {
        assertThat(histories.update(ALICE, before -> LOCKED)).isEqualTo(CodeHistory.NONE);

        assertThat(histories.of(ALICE)).isEqualTo(LOCKED);
        assertThat(histories.of(BOB)).isEqualTo(CodeHistory.NONE);
        assertThat(histories.update(ALICE, CodeHistory::unlocked)).isEqualTo(LOCKED);
        assertThat(histories.of(ALICE)).isEqualTo(CodeHistory.accepted(70));
    }

    @Test
    void remembersAfterARestart() {
        histories.update(ALICE, before -> LOCKED);
        histories.close();

        histories = open();

        assertThat(histories.of(ALICE)).isEqualTo(LOCKED);
    }

    @Test
    void forgetsOneClient() {
        histories.update(ALICE, before -> LOCKED);
        histories.update(BOB, before -> LOCKED);

        histories.forget(ALICE);

        assertThat(histories.of(ALICE)).isEqualTo(CodeHistory.NONE);
        assertThat(histories.of(BOB)).isEqualTo(LOCKED);
    }

    @Test
    void losesNoneOfTheChangesThatComeAtOnceFromTwoProcesses() throws Exception {
        // Each has a connection of its own, as another process has.
        AtOnce.call(4, () -> {
            try (SqliteCodeHistories own = open()) {
                for (int n = 0; n < 10; n++) {
                    own.update(ALICE, before -> new CodeHistory(-1, before.wrong() + 1, Optional.empty()));
                }
            }
            return true;
        });

        assertThat(histories.of(ALICE).wrong()).isEqualTo(40);
    }

    @Test
    void changesNothingIfTheChangeFails() {
        histories.update(ALICE, before -> LOCKED);

        assertThatThrownBy(() -> histories.update(ALICE, before -> {
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");

        assertThat(histories.of(ALICE)).isEqualTo(LOCKED);
    }

    @Test
    void isForItsOwnerAlone() throws Exception {
        histories.update(ALICE, before -> LOCKED);

        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(home.resolve("state").resolve("totp.db"))))
                .isEqualTo("rw-------");
    }
}
