package dev.mailshell.ledger;

import dev.mailshell.model.CommandKey;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.MailAddress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The outbox in the ledger's database. A mail's file is on disk before a row names it, and is deleted after the row is. */
final class SqliteOutbox implements Outbox {

    private static final String COLUMNS = "id, signer, command_id, recipient, file, attempts, replacement";

    private final SqliteDatabase database;
    private final SealedMailFolder folder;

    private SqliteOutbox(SqliteDatabase database, SealedMailFolder folder) {
        this.database = database;
        this.folder = folder;
    }

    /** Opens the outbox after the process that had it before is gone: its leases and half-done files go, too. */
    static SqliteOutbox open(SqliteDatabase database, SealedMailFolder folder) {
        List<String> files = database.transaction("clear leases", tx -> {
            tx.update("UPDATE outbox SET leased_until = 0 WHERE leased_until <> 0");
            return tx.all("SELECT file FROM outbox", row -> row.getString(1));
        });
        folder.deleteAllBut(new HashSet<>(files));
        return new SqliteOutbox(database, folder);
    }

    /** Adds a mail to the transaction that finishes its command. */
    OutboxEntry add(Transaction tx, CommandKey key, MailAddress recipient, String file) throws SQLException {
        return tx.first(
                        "INSERT INTO outbox (signer, command_id, recipient, file) VALUES (?, ?, ?, ?) RETURNING "
                                + COLUMNS,
                        this::entry,
                        key.signer().value(),
                        key.id().toString(),
                        recipient.value(),
                        file)
                .orElseThrow();
    }

    @Override
    public Optional<OutboxEntry> take(long id, Instant now, Instant leaseUntil) {
        long at = Micros.of(now);
        return database.transaction(
                "take outbox entry " + id,
                tx -> tx.first(
                        "UPDATE outbox SET attempts = attempts + 1, leased_until = ?"
                                + " WHERE id = ? AND next_attempt <= ? AND leased_until <= ? RETURNING " + COLUMNS,
                        this::entry,
                        Micros.of(leaseUntil),
                        id,
                        at,
                        at));
    }

    @Override
    public List<Long> due(Instant now, int atMost) {
        long at = Micros.of(now);
        return database.transaction(
                "list what is due",
                tx -> tx.all(
                        "SELECT id FROM outbox WHERE next_attempt <= ? AND leased_until <= ? ORDER BY id LIMIT ?",
                        row -> row.getLong(1),
                        at,
                        at,
                        atMost));
    }

    @Override
    public void accepted(long id) {
        conclude(id);
    }

    @Override
    public void postpone(long id, Instant nextAttempt) {
        database.transaction(
                "postpone outbox entry " + id,
                tx -> tx.update(
                        "UPDATE outbox SET next_attempt = ?, leased_until = 0 WHERE id = ?",
                        Micros.of(nextAttempt),
                        id));
    }

    @Override
    public OutboxEntry replace(long id, SealedMail smaller) {
        String file = folder.adopt(smaller.message());
        Replaced replaced = database.transaction("replace outbox entry " + id, tx -> {
            String before = tx.first("SELECT file FROM outbox WHERE id = ?", row -> row.getString(1), id)
                    .orElseThrow(() -> new LedgerFailure("outbox entry " + id + " cannot be replaced (it is gone)"));
            OutboxEntry entry = tx.first(
                            "UPDATE outbox SET recipient = ?, file = ?, attempts = 0, next_attempt = 0, leased_until = 0,"
                                    + " replacement = 1 WHERE id = ? RETURNING " + COLUMNS,
                            this::entry,
                            smaller.recipient().value(),
                            file,
                            id)
                    .orElseThrow();
            return new Replaced(before, entry);
        });
        folder.delete(replaced.file());
        return replaced.by();
    }

    @Override
    public void abandon(long id) {
        conclude(id);
    }

    private void conclude(long id) {
        Optional<String> file = database.transaction("conclude outbox entry " + id, tx -> {
            Optional<OutboxEntry> entry =
                    tx.first("DELETE FROM outbox WHERE id = ? RETURNING " + COLUMNS, this::entry, id);
            if (entry.isPresent()) {
                CommandRows.replied(tx, entry.get().key());
            }
            return entry.map(gone -> gone.mail().message().getFileName().toString());
        });
        file.ifPresent(folder::delete);
    }

    private OutboxEntry entry(ResultSet row) throws SQLException {
        return new OutboxEntry(
                row.getLong("id"),
                new CommandKey(new IdentityName(row.getString("signer")), UUID.fromString(row.getString("command_id"))),
                new SealedMail(new MailAddress(row.getString("recipient")), folder.file(row.getString("file"))),
                row.getInt("attempts"),
                row.getInt("replacement") == 1);
    }

    /** A file that no longer counts, and the entry as it is now. */
    private record Replaced(String file, OutboxEntry by) {}
}
