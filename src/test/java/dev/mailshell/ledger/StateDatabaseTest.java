package dev.mailshell.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.model.CommandKey;
import dev.mailshell.model.IdentityName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class StateDatabaseTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Instant LATER = NOON.plus(Duration.ofDays(40));

    @TempDir
    Path directory;

    private Path state;
    private Path copy;

    @BeforeEach
    void makeFolders() throws IOException {
        state = folder("state");
        copy = folder("copy");
    }

    private Path folder(String name) throws IOException {
        return Files.createDirectory(
                directory.resolve(name),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    private static CommandKey key() {
        return new CommandKey(new IdentityName("alice"), UUID.randomUUID());
    }

    /** Each command that was committed before the copying began is in the copy, and the copy is that of one moment. */
    @Test
    void copiesALedgerWhileItCommits() throws Exception {
        Path file = state.resolve("state.db");
        List<CommandKey> before = new ArrayList<>();
        AtomicBoolean enough = new AtomicBoolean();
        try (SqliteLedger ledger = SqliteLedger.open(state, file)) {
            for (int i = 0; i < 50; i++) {
                CommandKey key = key();
                ledger.accept(key, NOON, LATER);
                before.add(key);
            }
            CompletableFuture<Integer> busy = CompletableFuture.supplyAsync(() -> {
                int more = 0;
                while (!enough.get()) {
                    ledger.accept(key(), NOON, LATER);
                    more++;
                }
                return more;
            });
            StateDatabase.LEDGER.copy(file, copy.resolve("state.db"), NOON);
            enough.set(true);
            assertThat(busy.get()).isPositive();
        }

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy.resolve("state.db"))))
                .isEqualTo("rw-------");
        try (var files = Files.list(copy)) {
            assertThat(files).containsExactly(copy.resolve("state.db"));
        }
        try (SqliteLedger ledger = SqliteLedger.open(copy, copy.resolve("state.db"))) {
            assertThat(before).allSatisfy(key -> assertThat(ledger.find(key)).isPresent());
            // Each acceptance has its entry in the log: both or neither are there.
            assertThat(ledger.latest(Optional.empty(), 1_000_000))
                    .hasSize(ledger.acceptedSince(new CommandKey(new IdentityName("alice"), UUID.randomUUID()), NOON));
        }
    }

    @Test
    void marksEachCopyOfACopyAnew() {
        Path first = copy.resolve("first.db");
        Path second = copy.resolve("second.db");
        StateDatabase.LEDGER.make(first, NOON);
        SqliteLedger.open(copy, first, () -> NOON.plusSeconds(10)).close();
        assertThatThrownBy(() -> StateDatabase.LEDGER.requireCopy(first)).isInstanceOf(LedgerFailure.class);

        StateDatabase.LEDGER.copy(first, second, NOON.plusSeconds(20));

        StateDatabase.LEDGER.requireCopy(second);
        try (SqliteLedger ledger = SqliteLedger.open(copy, second, () -> NOON.plusSeconds(30))) {
            assertThat(ledger.restoredAt()).contains(NOON.plusSeconds(30));
        }
    }

    @ParameterizedTest
    @EnumSource
    void leavesADatabaseOfANewerReleaseAsItIs(StateDatabase database) throws Exception {
        Path file = state.resolve(database.fileName());
        database.make(file, NOON);
        execute(file, database, "PRAGMA user_version = 70");
        byte[] newer = Files.readAllBytes(file);

        assertThatThrownBy(() -> database.requireCopy(file)).isInstanceOfSatisfying(LedgerFailure.class, refused -> {
            assertThat(refused)
                    .hasMessageStartingWith("state/" + database.fileName()
                            + " was written by a newer release (was schema version 70, expected at most ");
            assertThat(refused.hint()).isEqualTo("run the release that wrote it, or a later one");
        });
        assertThatThrownBy(() -> database.copy(file, copy.resolve(database.fileName()), NOON))
                .isInstanceOf(LedgerFailure.class)
                .hasMessageContaining(" was written by a newer release ");

        assertThat(file).hasBinaryContent(newer);
    }

    private static void execute(Path file, StateDatabase database, String sql) {
        try (SqliteDatabase opened = SqliteDatabase.open(file, database.schema())) {
            opened.transaction("test", tx -> tx.update(sql));
            opened.emptyLog();
        }
    }

    static IntStream formerLedgers() {
        return IntStream.range(1, SqliteLedger.SCHEMA.steps().size());
    }

    /** A former release had the first steps of the schema, which are never edited. */
    @ParameterizedTest
    @MethodSource("formerLedgers")
    void aLedgerOfEachFormerReleaseKeepsItsCommandsAndItsReplies(int version) throws Exception {
        Path file = state.resolve("state.db");
        CommandKey running = key();
        CommandKey owed = key();
        Path reply = Files.createDirectory(
                        state.resolve("outbox"),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")))
                .resolve("sealed");
        Files.writeString(reply, "sealed");
        Files.setPosixFilePermissions(reply, PosixFilePermissions.fromString("rw-------"));
        try (SqliteDatabase former =
                SqliteDatabase.open(file, new Schema(SqliteLedger.SCHEMA.steps().subList(0, version)))) {
            former.transaction("fill", tx -> {
                String insert =
                        "INSERT INTO commands (signer, id, state, received_at, forget_after, status, finished_at)"
                                + " VALUES ('alice', ?, ?, ?, ?, ?, ?)";
                tx.update(insert, running.id().toString(), "RUNNING", Micros.of(NOON), Micros.of(LATER), null, null);
                tx.update(
                        insert,
                        owed.id().toString(),
                        "FINISHED",
                        Micros.of(NOON),
                        Micros.of(LATER),
                        "done",
                        Micros.of(NOON));
                tx.update(
                        "INSERT INTO outbox (signer, command_id, recipient, file" + (version > 1 ? ", part, parts" : "")
                                + ") VALUES ('alice', ?, 'alice@mail.test', 'sealed'" + (version > 1 ? ", 1, 1" : "")
                                + ")",
                        owed.id().toString());
                return null;
            });
        }

        StateDatabase.LEDGER.copy(file, copy.resolve("state.db"), NOON);
        StateDatabase.LEDGER.requireCopy(copy.resolve("state.db"));

        try (SqliteLedger ledger = SqliteLedger.open(state, file)) {
            assertThat(ledger.accept(running, NOON, LATER)).isFalse();
            assertThat(ledger.accept(owed, NOON, LATER)).isFalse();
            assertThat(ledger.unfinished()).extracting(LedgerEntry::key).containsExactly(running);
            assertThat(ledger.outbox().due(NOON, 10)).hasSize(1);
            assertThat(ledger.restoredAt()).isEmpty();
        }
        assertThat(tables(file, SqliteLedger.SCHEMA)).isEqualTo(freshTables(SqliteLedger.SCHEMA));
    }

    static IntStream formerRecords() {
        return IntStream.range(1, SqliteSentCommands.SCHEMA.steps().size());
    }

    @ParameterizedTest
    @MethodSource("formerRecords")
    void aRecordOfSentCommandsOfEachFormerReleaseKeepsThem(int version) throws Exception {
        Path file = state.resolve("sent.db");
        UUID id = UUID.randomUUID();
        try (SqliteDatabase former = SqliteDatabase.open(
                file, new Schema(SqliteSentCommands.SCHEMA.steps().subList(0, version)))) {
            former.transaction(
                    "fill",
                    tx -> tx.update(
                            "INSERT INTO sent (id, server, sent_at) VALUES (?, 'web1', ?)",
                            id.toString(),
                            Micros.of(NOON)));
        }

        try (SqliteSentCommands sent = SqliteSentCommands.open(state)) {
            assertThat(sent.asked(id, new IdentityName("web1"))).isPresent();
        }
        assertThat(tables(file, SqliteSentCommands.SCHEMA)).isEqualTo(freshTables(SqliteSentCommands.SCHEMA));
    }

    private List<String> freshTables(Schema schema) {
        return tables(directory.resolve("fresh.db"), schema);
    }

    /** What columns and indices there are. */
    private static List<String> tables(Path file, Schema schema) {
        try (SqliteDatabase database = SqliteDatabase.open(file, schema)) {
            return database.transaction(
                    "look",
                    tx -> tx.all(
                            "SELECT t.name || '.' || c.name || ' ' || c.type || ' ' || c.\"notnull\" || ' ' || c.pk"
                                    + " FROM sqlite_schema t JOIN pragma_table_info(t.name) c WHERE t.type = 'table'"
                                    + " UNION SELECT name FROM sqlite_schema WHERE type = 'index' ORDER BY 1",
                            row -> row.getString(1)));
        }
    }
}
