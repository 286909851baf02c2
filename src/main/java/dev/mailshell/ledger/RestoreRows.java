package dev.mailshell.ledger;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a ledger comes from, if it is a copy. What was accepted between the copying and the first opening of the copy is not in it, so that
 * nobody knows whether it ran.
 */
final class RestoreRows {

    /** One step of the ledger's schema. */
    static final List<String> SCHEMA = List.of("CREATE TABLE restores (copied_at BIGINT NOT NULL, restored_at BIGINT)");

    private RestoreRows() {}

    /** Says of a copy that it is one, whatever it was copied from. */
    static void mark(Transaction tx, Instant copiedAt) throws SQLException {
        tx.update("INSERT INTO restores (copied_at) VALUES (?)", Micros.of(copiedAt));
    }

    /** When this was copied, if it is a copy that nobody has opened yet. */
    static Optional<Instant> unopened(Transaction tx) throws SQLException {
        return tx.first(
                "SELECT copied_at FROM restores WHERE restored_at IS NULL ORDER BY copied_at DESC LIMIT 1",
                row -> Micros.toInstant(row.getLong(1)));
    }

    /**
     * The copy is opened now. What it holds as under way may have ended since, and what waits for approvals may have got them: neither begins
     * any more.
     */
    static void open(Transaction tx, Instant now) throws SQLException {
        tx.update("UPDATE restores SET restored_at = ? WHERE restored_at IS NULL", Micros.of(now));
        tx.update("UPDATE approvals SET state = 'RESUMED'");
    }

    /** When this was opened after the last time that it was copied. */
    static Optional<Instant> restoredAt(Transaction tx) throws SQLException {
        return tx.first(
                "SELECT restored_at FROM restores WHERE restored_at IS NOT NULL ORDER BY restored_at DESC LIMIT 1",
                row -> Micros.toInstant(row.getLong(1)));
    }
}
