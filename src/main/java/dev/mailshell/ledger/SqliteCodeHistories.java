package dev.mailshell.ledger;

import dev.mailshell.model.CodeHistory;
import dev.mailshell.model.IdentityName;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A server's memory of one-time codes in {@code totp.db} of its state directory, opened with the first use. Not in the ledger, which one
 * process has to itself: safe for use by several processes at once, a running server and a command that unlocks.
 */
public final class SqliteCodeHistories implements CodeHistories {

    static final Schema SCHEMA = new Schema(
            List.of(
                    List.of(
                            """
            CREATE TABLE codes (
                client TEXT NOT NULL PRIMARY KEY,
                last_step BIGINT NOT NULL,
                wrong INTEGER NOT NULL,
                locked_until BIGINT)""")));

    private final Path stateDirectory;
    private SqliteDatabase database;

    /** @param stateDirectory made if it is not there; it must be open to its owner only */
    public SqliteCodeHistories(Path stateDirectory) {
        this.stateDirectory = stateDirectory;
    }

    private synchronized SqliteDatabase database() {
        if (database == null) {
            database = open();
        }
        return database;
    }

    private SqliteDatabase open() {
        try {
            DurableFiles.directory(stateDirectory);
        } catch (IOException e) {
            throw new LedgerFailure("cannot use the state directory (was: " + e.getMessage() + ")", e);
        }
        // SQLite does not wait for its turn when several connections switch a new database to WAL at once.
        ExclusiveLock opening =
                ExclusiveLock.take(stateDirectory.resolve("totp.lock"), SqliteDatabase.BUSY_TIMEOUT_MILLIS);
        try {
            return SqliteDatabase.open(stateDirectory.resolve("totp.db"), SCHEMA);
        } finally {
            opening.close();
        }
    }

    @Override
    public CodeHistory of(IdentityName client) {
        return database().transaction("find the codes of " + client, tx -> find(tx, client));
    }

    @Override
    public CodeHistory update(IdentityName client, UnaryOperator<CodeHistory> change) {
        return database().transaction("remember a code of " + client, tx -> {
            CodeHistory before = find(tx, client);
            CodeHistory after = change.apply(before);
            tx.update(
                    "INSERT OR REPLACE INTO codes (client, last_step, wrong, locked_until) VALUES (?, ?, ?, ?)",
                    client.value(),
                    after.lastStep(),
                    after.wrong(),
                    after.lockedUntil().map(Micros::of).orElse(null));
            return before;
        });
    }

    @Override
    public void forget(IdentityName client) {
        database()
                .transaction(
                        "forget the codes of " + client,
                        tx -> tx.update("DELETE FROM codes WHERE client = ?", client.value()));
    }

    private static CodeHistory find(Transaction tx, IdentityName client) throws SQLException {
        return tx.first(
                        "SELECT last_step, wrong, locked_until FROM codes WHERE client = ?",
                        SqliteCodeHistories::history,
                        client.value())
                .orElse(CodeHistory.NONE);
    }

    private static CodeHistory history(ResultSet row) throws SQLException {
        return new CodeHistory(row.getLong(1), row.getInt(2), Micros.read(row, "locked_until"));
    }

    @Override
    public synchronized void close() {
        if (database != null) {
            database.close();
        }
    }
}
