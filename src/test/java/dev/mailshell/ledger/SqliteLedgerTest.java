package dev.mailshell.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.mailshell.model.CommandKey;
import dev.mailshell.model.Form;
import dev.mailshell.model.Question;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqliteLedgerTest extends LedgerContract {

    @Override
    Ledger open(Path directory) {
        return SqliteLedger.open(directory.resolve("state"), directory.resolve("state/state.db"));
    }

    @Test
    void keepsEveryFileToItsOwner() throws IOException {
        OutboxEntry entry = waiting();

        Path state = home.resolve("state");
        assertThat(List.of(state, state.resolve("outbox")))
                .allSatisfy(directory -> assertThat(mode(directory)).isEqualTo("rwx------"));
        assertThat(List.of(
                        state.resolve("lock"),
                        state.resolve("state.db"),
                        state.resolve("state.db-wal"),
                        state.resolve("state.db-shm"),
                        entry.mail().message()))
                .allSatisfy(file -> assertThat(mode(file)).isEqualTo("rw-------"));
    }

    @Test
    void commitsToDiskAndNotOnlyToTheWriteAheadLog() throws Exception {
        // Ask the connection that commits: synchronous is not kept in the file.
        try (SqliteDatabase database = SqliteDatabase.open(home.resolve("x.db"), new Schema(List.of()))) {
            assertThat(pragma(database, "journal_mode")).isEqualTo("wal");
            assertThat(pragma(database, "synchronous")).as("FULL").isEqualTo("2");
            assertThat(pragma(database, "foreign_keys")).isEqualTo("1");
        }
    }

    @Test
    void refusesASecondOpeningAndKeepsTheFirstOneSafe() {
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() -> open(home))
                    .isInstanceOf(LedgerFailure.class)
                    .hasMessage("state/lock is held by another process");
        }
        accepted();
        reopen();
    }

    @Test
    void deletesFilesThatNoTransactionCommitted() throws IOException {
        OutboxEntry entry = waiting();
        Path orphan = Files.writeString(home.resolve("state/outbox/mail-orphan.eml"), "x");
        Path part = Files.writeString(home.resolve("state/outbox/mail-1.eml.part"), "x");

        reopen();

        assertThat(orphan).doesNotExist();
        assertThat(part).doesNotExist();
        assertThat(entry.mail().message()).hasContent("sealed");
    }

    @Test
    void deletesTheReplyOfARefusedFinishWhenItOpens() throws IOException {
        OutboxEntry first = waiting();
        SealedMail second = mail("second");
        assertThatThrownBy(() -> ledger.finish(first.key(), done(), second)).isInstanceOf(LedgerFailure.class);

        reopen();

        assertThat(DurableFiles.list(home.resolve("state/outbox")))
                .containsExactly(first.mail().message());
    }

    @Test
    void finishesNothingWhenTheReplyCannotBeStored() throws Exception {
        CommandKey key = accepted();
        execute("CREATE TRIGGER fault BEFORE INSERT ON outbox BEGIN SELECT RAISE(ABORT, 'no room'); END");
        SealedMail mail = mail("lost");
        assertThatThrownBy(() -> ledger.finish(key, done(), mail))
                .isInstanceOf(LedgerFailure.class)
                .hasMessageContaining("cannot finish " + key + " in state/state.db");
        assertThat(state(key)).isEqualTo(CommandState.ACCEPTED);

        execute("DROP TRIGGER fault");

        assertThat(ledger.finish(key, done(), mail("sealed")).mail().message()).hasContent("sealed");
    }

    @Test
    void keepsTheReplyWhenItsAcceptanceCannotBeStored() throws Exception {
        OutboxEntry entry = waiting();
        execute("CREATE TRIGGER fault BEFORE UPDATE ON commands BEGIN SELECT RAISE(ABORT, 'no room'); END");

        assertThatThrownBy(() -> ledger.outbox().accepted(entry.id())).isInstanceOf(LedgerFailure.class);

        assertThat(state(entry.key())).isEqualTo(CommandState.FINISHED);
        assertThat(entry.mail().message()).hasContent("sealed");
        assertThat(ledger.outbox().due(NOON, 10)).containsExactly(entry.id());
    }

    @Test
    void keepsTheLargeReplyWhenTheSmallerOneCannotBeStored() throws Exception {
        OutboxEntry large = waiting();
        execute("CREATE TRIGGER fault BEFORE UPDATE ON outbox BEGIN SELECT RAISE(ABORT, 'no room'); END");
        SealedMail small = mail("small");

        assertThatThrownBy(() -> ledger.outbox().replace(large.id(), small)).isInstanceOf(LedgerFailure.class);
        execute("DROP TRIGGER fault");

        assertThat(ledger.outbox().take(large.id(), NOON, FORGET)).get().satisfies(entry -> {
            assertThat(entry.mail().message()).hasContent("sealed");
            assertThat(entry.replacement()).isFalse();
        });
    }

    @Test
    void refusesAFileThatIsNoDatabase() throws IOException {
        ledger.close();
        Path file = home.resolve("state/state.db");
        Files.writeString(file, "this is not a database ".repeat(100));

        assertThatThrownBy(() -> open(home))
                .isInstanceOf(LedgerFailure.class)
                .hasMessageContaining("cannot open in state/state.db (was: [SQLITE_NOTADB]");
    }

    @Test
    void refusesADamagedDatabase() throws IOException {
        for (int i = 0; i < 300; i++) {
            accepted();
        }
        ledger.close();
        try (RandomAccessFile file =
                new RandomAccessFile(home.resolve("state/state.db").toFile(), "rw")) {
            file.seek(4096);
            file.write(new byte[(int) file.length() - 4096]);
        }

        assertThatThrownBy(() -> open(home)).isInstanceOf(LedgerFailure.class).hasMessageContaining("state/state.db");
    }

    @Test
    void releasesTheLockWhenOpeningFails() throws IOException {
        ledger.close();
        Path file = home.resolve("state/state.db");
        byte[] sound = Files.readAllBytes(file);
        Files.writeString(file, "this is not a database ".repeat(100));
        assertThatThrownBy(() -> open(home)).isInstanceOf(LedgerFailure.class);

        Files.write(file, sound);

        assertThatCode(() -> ledger = open(home)).doesNotThrowAnyException();
    }

    /** Of which only the form was kept. */
    @Test
    void goesOnWithCommandsOfTheFormerSchema() throws SQLException {
        CommandKey left = key(ALICE);
        ledger.accept(left, Question.of(Form.HUMAN), NOON, FORGET);
        ledger.close();
        for (String statement : FormerSchema.backTo(3)) {
            execute(statement);
        }

        ledger = open(home);

        assertThat(ledger.unfinished()).extracting(LedgerEntry::question).containsExactly(Question.of(Form.HUMAN));
        assertThat(ledger.acceptedSince(key(ALICE), NOON)).isEqualTo(1);
    }

    @Test
    void refusesASchemaOfALaterRelease() throws SQLException {
        ledger.close();
        execute("PRAGMA user_version = 70");

        assertThatThrownBy(() -> open(home))
                .isInstanceOf(LedgerFailure.class)
                .hasMessage("state/state.db was written by a newer release (was schema version 70, expected at most "
                        + FormerSchema.newest() + ")");
    }

    @Test
    void refusesADatabaseThatOthersMayRead() throws IOException {
        ledger.close();
        Files.setPosixFilePermissions(home.resolve("state/state.db"), PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(() -> open(home))
                .isInstanceOf(LedgerFailure.class)
                .hasMessageContaining("state.db is open to others (mode rw-r-----, expected rw-------)");
    }

    @Test
    void liesWhereItIsToldWithItsRepliesBesideIt() throws IOException {
        Path state = home.resolve("web1/state");
        Path file = home.resolve("elsewhere/deep/web1.db");
        try (Ledger other = SqliteLedger.open(state, file)) {
            CommandKey key = key(ALICE);
            other.accept(key, NOON, FORGET);

            OutboxEntry entry = other.finish(key, done(), mail("sealed"));

            assertThat(entry.mail().message().getParent()).isEqualTo(file.resolveSibling("outbox"));
        }
        assertThat(file).isNotEmptyFile();
        assertThat(DurableFiles.list(state)).containsExactly(state.resolve("lock"));
        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(List.of(home.resolve("elsewhere"), file.getParent(), file.resolveSibling("outbox")))
                .allSatisfy(directory -> assertThat(mode(directory)).isEqualTo("rwx------"));
    }

    @Test
    void isOpenToOneHomeAtATime() {
        Path file = home.resolve("shared/ledger.db");
        try (Ledger first = SqliteLedger.open(home.resolve("a"), file)) {
            assertThat(first.unfinished()).isEmpty();
            assertThatThrownBy(() -> SqliteLedger.open(home.resolve("b"), file))
                    .isInstanceOf(LedgerFailure.class)
                    .hasMessage("shared/lock is held by another process");
        }

        assertThatCode(() -> SqliteLedger.open(home.resolve("b"), file).close()).doesNotThrowAnyException();
    }

    @Test
    void isTheOnlyOneThatItsHomeHasOpen() {
        assertThatThrownBy(() -> SqliteLedger.open(home.resolve("state"), home.resolve("other/ledger.db")))
                .isInstanceOf(LedgerFailure.class)
                .hasMessage("state/lock is held by another process");
    }

    @Test
    void opensInTheStateDirectoryUnderAnotherName() throws IOException {
        Path link = Files.createSymbolicLink(home.resolve("link"), Files.createDirectory(home.resolve("real")));
        Files.setPosixFilePermissions(home.resolve("real"), PosixFilePermissions.fromString("rwx------"));

        assertThatCode(() -> SqliteLedger.open(home.resolve("real"), link.resolve("x.db"))
                        .close())
                .doesNotThrowAnyException();
    }

    @Test
    void refusesAFolderOfItsFileThatOthersMayEnter() throws IOException {
        Path open = Files.createDirectory(home.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThatThrownBy(() -> SqliteLedger.open(home.resolve("x"), open.resolve("x.db")))
                .isInstanceOf(LedgerFailure.class)
                .hasMessageContaining("is open to others (mode rwxr-xr-x, expected rwx------)");
    }

    @Test
    void refusesAStateDirectoryThatOthersMayEnter() throws IOException {
        ledger.close();
        Files.setPosixFilePermissions(home.resolve("state"), PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThatThrownBy(() -> open(home))
                .isInstanceOf(LedgerFailure.class)
                .hasMessageContaining("is open to others (mode rwxr-xr-x, expected rwx------)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a?b", "a%41 b", "a#b", "ä"})
    void opensInADirectoryOfAnyName(String name) {
        Path odd = home.resolve(name);
        try (Ledger other = open(odd)) {
            other.accept(key(ALICE), NOON, FORGET);
        }
        assertThat(odd.resolve("state/state.db")).isNotEmptyFile();
    }

    @Test
    void takesAMailFromAnotherFileSystem() throws IOException {
        Path memory = Path.of("/dev/shm");
        assumeTrue(
                Files.isWritable(memory) && !Files.getFileStore(memory).equals(Files.getFileStore(home)),
                "no second file system to write to");
        Path elsewhere = Files.writeString(Files.createTempFile(memory, "sealed", ".eml"), "from afar");

        OutboxEntry entry = ledger.finish(accepted(), done(), new SealedMail(ADDRESS, elsewhere));

        assertThat(elsewhere).doesNotExist();
        assertThat(entry.mail().message()).hasContent("from afar");
        assertThat(mode(entry.mail().message())).isEqualTo("rw-------");
        assertThat(DurableFiles.list(home.resolve("state/outbox")))
                .containsExactly(entry.mail().message());
    }

    private static String pragma(SqliteDatabase database, String name) {
        return database.transaction(
                "ask", tx -> tx.first("PRAGMA " + name, row -> row.getString(1)).orElseThrow());
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("state/state.db"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
