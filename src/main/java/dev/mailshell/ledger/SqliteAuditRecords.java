package dev.mailshell.ledger;

import dev.mailshell.audit.AuditRecords;
import dev.mailshell.model.SealedCheckpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The audit log in the file of a ledger, as it is at one moment, also while a server runs on it. Nothing is changed. */
public final class SqliteAuditRecords implements AuditRecords, AutoCloseable {

    private final String name;
    private final Connection connection;
    private final Transaction transaction;

    private SqliteAuditRecords(String name, Connection connection) {
        this.name = name;
        this.connection = connection;
        this.transaction = new Transaction(new Statements(connection));
    }

    /**
     * Opens the file.
     *
     * @throws LedgerFailure if there is none, or it has no audit log
     */
    public static SqliteAuditRecords open(Path file) throws LedgerFailure {
        String name = SqliteDatabase.nameOf(file);
        if (!Files.isRegularFile(file)) {
            throw new LedgerFailure("there is no " + name, "the first start of the server makes it");
        }
        SqliteAuditRecords records =
                new SqliteAuditRecords(name, SqliteDatabase.connect(file, SqliteDatabase.BUSY_TIMEOUT_MILLIS));
        try {
            records.begin();
            return records;
        } catch (RuntimeException e) {
            records.close();
            throw e;
        }
    }

    private void begin() {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA query_only = ON");
            statement.execute("BEGIN");
            boolean hasLog = transaction
                    .first("SELECT 1 FROM sqlite_schema WHERE name = 'audit_entries'", row -> true)
                    .isPresent();
            if (!hasLog) {
                throw new LedgerFailure(
                        name + " has no audit log, since an earlier release wrote it",
                        "the next start of the server makes one");
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    @Override
    public void forEach(long number, Visitor visitor) throws IOException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT number, entry, hashes FROM audit_entries WHERE number >= ? ORDER BY number")) {
            select.setLong(1, number);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    visitor.visit(rows.getLong(1), rows.getBytes(2), rows.getBytes(3));
                }
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    @Override
    public List<SealedCheckpoint> checkpoints() {
        try {
            return AuditRows.checkpoints(transaction);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private LedgerFailure failure(SQLException e) {
        return new LedgerFailure("cannot read the audit log in " + name + " (was: " + e.getMessage() + ")", e);
    }
}
