package dev.mailshell.ledger;

import dev.mailshell.model.IdentityName;
import dev.mailshell.model.TreeHead;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * A client's sent commands in {@code sent.db} of its state directory. Safe for use by several threads and processes at once:
 * a running client and a single {@code send}.
 */
public final class SqliteSentCommands implements SentCommands {

    static final Schema SCHEMA = new Schema(List.of(
            List.of(
                    """
            CREATE TABLE sent (
                id TEXT NOT NULL,
                server TEXT NOT NULL,
                sent_at BIGINT NOT NULL,
                submitted_at BIGINT,
                answered_at BIGINT,
                PRIMARY KEY (id, server))""",
                    "CREATE INDEX sent_by_age ON sent (sent_at)"),
            List.of("ALTER TABLE sent ADD COLUMN parts_submitted INTEGER NOT NULL DEFAULT 0"),
            List.of("ALTER TABLE sent ADD COLUMN audit_asked TEXT NOT NULL DEFAULT ''")));

    private final SqliteDatabase database;

    private SqliteSentCommands(SqliteDatabase database) {
        this.database = database;
    }

    /**
     * Opens the record, and makes it and its directory if they are not there.
     *
     * @param stateDirectory it must be open to its owner only
     * @throws LedgerFailure if it is damaged, open to others, or of a newer release
     */
    public static SqliteSentCommands open(Path stateDirectory) throws LedgerFailure {
        try {
            DurableFiles.directory(stateDirectory);
        } catch (IOException e) {
            throw new LedgerFailure("cannot use the state directory (was: " + e.getMessage() + ")", e);
        }
        // SQLite does not wait for its turn when several connections switch a new database to WAL at once.
        ExclusiveLock opening =
                ExclusiveLock.take(stateDirectory.resolve("sent.lock"), SqliteDatabase.BUSY_TIMEOUT_MILLIS);
        try {
            return new SqliteSentCommands(SqliteDatabase.open(stateDirectory.resolve("sent.db"), SCHEMA));
        } finally {
            opening.close();
        }
    }

    @Override
    public void sending(UUID id, IdentityName server, Instant at, List<TreeHead> asked) {
        database.transaction(
                "record the sending of " + id,
                tx -> tx.update(
                        "INSERT INTO sent (id, server, sent_at, audit_asked) VALUES (?, ?, ?, ?)"
                                + " ON CONFLICT (id, server) DO NOTHING",
                        id.toString(),
                        server.value(),
                        Micros.of(at),
                        asked.stream().map(TreeHead::toString).collect(Collectors.joining(","))));
    }

    @Override
    public Optional<List<TreeHead>> asked(UUID id, IdentityName server) {
        return database.transaction(
                "find what " + id + " asked",
                tx -> tx.first(
                        "SELECT audit_asked FROM sent WHERE id = ? AND server = ?",
                        row -> heads(row.getString(1)),
                        id.toString(),
                        server.value()));
    }

    private static List<TreeHead> heads(String text) {
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(",", -1)).map(TreeHead::parse).toList();
    }

    @Override
    public Optional<Instant> firstSending(UUID id) {
        return database.transaction(
                "find when " + id + " was first sent",
                tx -> tx.first(
                        "SELECT sent_at FROM sent WHERE id = ? ORDER BY sent_at LIMIT 1",
                        row -> Micros.toInstant(row.getLong(1)),
                        id.toString()));
    }

    @Override
    public void submitted(UUID id, IdentityName server, Instant at) {
        database.transaction(
                "record the submission of " + id,
                tx -> tx.update(
                        "UPDATE sent SET submitted_at = ? WHERE id = ? AND server = ? AND submitted_at IS NULL",
                        Micros.of(at),
                        id.toString(),
                        server.value()));
    }

    @Override
    public void partSubmitted(UUID id, IdentityName server, int part) {
        database.transaction(
                "record the submission of a part of " + id,
                tx -> tx.update(
                        "UPDATE sent SET parts_submitted = ? WHERE id = ? AND server = ? AND parts_submitted < ?",
                        part,
                        id.toString(),
                        server.value(),
                        part));
    }

    @Override
    public int partsSubmitted(UUID id, IdentityName server) {
        return database.transaction("find the parts of " + id, tx -> tx.first(
                        "SELECT parts_submitted FROM sent WHERE id = ? AND server = ?",
                        row -> row.getInt(1),
                        id.toString(),
                        server.value())
                .orElse(0));
    }

    @Override
    public Set<IdentityName> submittedTo(UUID id) {
        return Set.copyOf(database.transaction(
                "find who has " + id,
                tx -> tx.all(
                        "SELECT server FROM sent WHERE id = ? AND submitted_at IS NOT NULL",
                        row -> new IdentityName(row.getString(1)),
                        id.toString())));
    }

    @Override
    public boolean awaits(UUID id, IdentityName server) {
        return database.transaction("find " + id, tx -> tx.first(
                        "SELECT 1 FROM sent WHERE id = ? AND server = ? AND answered_at IS NULL",
                        row -> row.getInt(1),
                        id.toString(),
                        server.value())
                .isPresent());
    }

    @Override
    public int servers(UUID id) {
        return database.transaction("count the servers of " + id, tx -> tx.first(
                        "SELECT COUNT(*) FROM sent WHERE id = ?", row -> row.getInt(1), id.toString())
                .orElseThrow());
    }

    @Override
    public void answered(UUID id, IdentityName server, Instant at) {
        database.transaction(
                "record the answer to " + id,
                tx -> tx.update(
                        "UPDATE sent SET answered_at = ? WHERE id = ? AND server = ? AND answered_at IS NULL",
                        Micros.of(at),
                        id.toString(),
                        server.value()));
    }

    @Override
    public int prune(Instant sentBefore) {
        return database.transaction(
                "prune", tx -> tx.update("DELETE FROM sent WHERE sent_at < ?", Micros.of(sentBefore)));
    }

    @Override
    public void close() {
        database.close();
    }
}
