package dev.mailshell.ledger;

import dev.mailshell.audit.AuditEvent.Kind;
import dev.mailshell.model.CommandKey;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.MailAddress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The outbox in the ledger's database. A mail's file is on disk before a row names it, and is deleted after the row is. */
final class SqliteOutbox implements Outbox {

    private static final String COLUMNS =
            "id, signer, command_id, asks, part, parts, recipient, file, attempts, replacement";

    /** Parts leave in their order, one at a time: a large reply never holds up more than one sender. */
    private static final String NEXT_OF_ITS_REPLY =
            " AND NOT EXISTS (SELECT 1 FROM outbox AS earlier WHERE earlier.signer = outbox.signer"
                    + " AND earlier.command_id = outbox.command_id AND earlier.asks = outbox.asks AND earlier.part < outbox.part)";

    /** A reply waits since its command has ended; a request for approval since that was accepted. */
    private static final String WAITING = "SELECT COUNT(*) AS mails,"
            + " MIN(COALESCE(commands.finished_at, commands.accepted_at)) AS oldest FROM outbox"
            + " JOIN commands ON commands.signer = outbox.signer AND commands.id = outbox.command_id";

    private final SqliteDatabase database;
    private final SealedMailFolder folder;
    private final AuditTrail trail;

    private SqliteOutbox(SqliteDatabase database, SealedMailFolder folder, AuditTrail trail) {
        this.database = database;
        this.folder = folder;
        this.trail = trail;
    }

    /** Opens the outbox after the process that had it before is gone: its leases and half-done files go, too. */
    static SqliteOutbox open(SqliteDatabase database, SealedMailFolder folder, AuditTrail trail) {
        List<String> files = database.transaction("clear leases", tx -> {
            tx.update("UPDATE outbox SET leased_until = 0 WHERE leased_until <> 0");
            return tx.all("SELECT file FROM outbox", row -> row.getString(1));
        });
        folder.deleteAllBut(new HashSet<>(files));
        return new SqliteOutbox(database, folder, trail);
    }

    /** Adds the parts of a reply to the transaction that finishes its command; the entry is that of the first. */
    OutboxEntry add(Transaction tx, CommandKey key, List<SealedMail> parts) throws SQLException {
        for (int i = 0; i < parts.size(); i++) {
            tx.update(
                    "INSERT INTO outbox (signer, command_id, part, parts, recipient, file) VALUES (?, ?, ?, ?, ?, ?)",
                    key.signer().value(),
                    key.id().toString(),
                    i + 1,
                    parts.size(),
                    parts.get(i).recipient().value(),
                    parts.get(i).message().getFileName().toString());
        }
        return next(tx, key).orElseThrow();
    }

    /** Adds a request to each approver to the transaction that makes its command wait; the ids are those of the entries. */
    List<Long> addRequests(Transaction tx, CommandKey key, List<IdentityName> approvers, List<SealedMail> requests)
            throws SQLException {
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            ids.add(tx.first(
                            "INSERT INTO outbox (signer, command_id, asks, part, parts, recipient, file)"
                                    + " VALUES (?, ?, ?, 1, 1, ?, ?) RETURNING id",
                            row -> row.getLong(1),
                            key.signer().value(),
                            key.id().toString(),
                            approvers.get(i).value(),
                            requests.get(i).recipient().value(),
                            requests.get(i).message().getFileName().toString())
                    .orElseThrow());
        }
        return ids;
    }

    /** Takes back the requests that nobody has accepted yet; the files are theirs, for {@link #delete} after the transaction. */
    List<String> withdrawRequests(Transaction tx, CommandKey key) throws SQLException {
        return tx.all(
                "DELETE FROM outbox WHERE signer = ? AND command_id = ? AND asks <> '' RETURNING file",
                row -> row.getString(1),
                key.signer().value(),
                key.id().toString());
    }

    void delete(List<String> files) {
        files.forEach(folder::delete);
    }

    private Optional<OutboxEntry> next(Transaction tx, CommandKey key) throws SQLException {
        return tx.first(
                "SELECT " + COLUMNS
                        + " FROM outbox WHERE signer = ? AND command_id = ? AND asks = '' ORDER BY part LIMIT 1",
                this::entry,
                key.signer().value(),
                key.id().toString());
    }

    @Override
    public Optional<OutboxEntry> take(long id, Instant now, Instant leaseUntil) {
        long at = Micros.of(now);
        return database.transaction(
                "take outbox entry " + id,
                tx -> tx.first(
                        "UPDATE outbox SET attempts = attempts + 1, leased_until = ?"
                                + " WHERE id = ? AND next_attempt <= ? AND leased_until <= ?" + NEXT_OF_ITS_REPLY
                                + " RETURNING " + COLUMNS,
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
                        "SELECT id FROM outbox WHERE next_attempt <= ? AND leased_until <= ?" + NEXT_OF_ITS_REPLY
                                + " ORDER BY id LIMIT ?",
                        row -> row.getLong(1),
                        at,
                        at,
                        atMost));
    }

    @Override
    public Waiting waiting() {
        return database.transaction("count what waits", tx -> tx.first(WAITING, SqliteOutbox::waiting)
                .orElseThrow());
    }

    private static Waiting waiting(ResultSet row) throws SQLException {
        return new Waiting(row.getInt("mails"), Micros.read(row, "oldest"));
    }

    @Override
    public Optional<OutboxEntry> accepted(long id) {
        Concluded concluded = database.transaction("conclude outbox entry " + id, tx -> {
            Optional<OutboxEntry> gone =
                    tx.first("DELETE FROM outbox WHERE id = ? RETURNING " + COLUMNS, this::entry, id);
            if (gone.isEmpty()) {
                return new Concluded(List.of(), Optional.empty());
            }
            List<String> file = List.of(nameOf(gone.get()));
            if (gone.get().asks().isPresent()) {
                return new Concluded(file, Optional.empty());
            }
            Optional<OutboxEntry> next = next(tx, gone.get().key());
            if (next.isEmpty()) {
                CommandRows.replied(tx, gone.get().key());
                trail.note(tx, Kind.REPLIED, gone.get().key(), Map.of());
            }
            return new Concluded(file, next);
        });
        delete(concluded.files());
        return concluded.next();
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
        List<SealedMail> adopted = folder.adopt(List.of(smaller));
        try {
            return replaceBy(id, adopted.get(0));
        } catch (RuntimeException e) {
            folder.deleteAfter(e, adopted);
            throw e;
        }
    }

    private OutboxEntry replaceBy(long id, SealedMail smaller) {
        Concluded replaced = database.transaction("replace outbox entry " + id, tx -> {
            OutboxEntry refused = tx.first("SELECT " + COLUMNS + " FROM outbox WHERE id = ?", this::entry, id)
                    .orElseThrow(() -> new LedgerFailure("outbox entry " + id + " cannot be replaced (it is gone)"));
            List<String> rest = deleteRest(tx, refused);
            OutboxEntry entry = tx.first(
                            "UPDATE outbox SET part = 1, parts = 1, recipient = ?, file = ?, attempts = 0, next_attempt = 0,"
                                    + " leased_until = 0, replacement = 1 WHERE id = ? RETURNING " + COLUMNS,
                            this::entry,
                            smaller.recipient().value(),
                            smaller.message().getFileName().toString(),
                            id)
                    .orElseThrow();
            trail.note(tx, Kind.REPLACED, entry.key(), Map.of());
            return new Concluded(rest, Optional.of(entry));
        });
        delete(replaced.files());
        return replaced.next().orElseThrow();
    }

    /** Deletes the other parts of a reply, which would complete nothing; the files are those of all that is gone. */
    private List<String> deleteRest(Transaction tx, OutboxEntry refused) throws SQLException {
        List<String> files = new ArrayList<>(tx.all(
                "DELETE FROM outbox WHERE signer = ? AND command_id = ? AND asks = '' AND id <> ? RETURNING file",
                row -> row.getString(1),
                refused.key().signer().value(),
                refused.key().id().toString(),
                refused.id()));
        files.add(nameOf(refused));
        return files;
    }

    @Override
    public void abandon(long id) {
        List<String> files = database.transaction("abandon outbox entry " + id, tx -> {
            Optional<OutboxEntry> given =
                    tx.first("DELETE FROM outbox WHERE id = ? RETURNING " + COLUMNS, this::entry, id);
            if (given.isEmpty()) {
                return List.of();
            }
            if (given.get().asks().isPresent()) {
                return List.of(nameOf(given.get()));
            }
            List<String> gone = deleteRest(tx, given.get());
            CommandRows.replied(tx, given.get().key());
            trail.note(tx, Kind.ABANDONED, given.get().key(), Map.of());
            return gone;
        });
        delete(files);
    }

    private static String nameOf(OutboxEntry entry) {
        return entry.mail().message().getFileName().toString();
    }

    private OutboxEntry entry(ResultSet row) throws SQLException {
        return new OutboxEntry(
                row.getLong("id"),
                new CommandKey(new IdentityName(row.getString("signer")), UUID.fromString(row.getString("command_id"))),
                new SealedMail(new MailAddress(row.getString("recipient")), folder.file(row.getString("file"))),
                row.getInt("part"),
                row.getInt("parts"),
                row.getInt("attempts"),
                row.getInt("replacement") == 1,
                Optional.of(row.getString("asks"))
                        .filter(asks -> !asks.isEmpty())
                        .map(IdentityName::new));
    }

    /** Files that no longer count, and the entry of the same command that remains. */
    private record Concluded(List<String> files, Optional<OutboxEntry> next) {}
}
