package dev.mailshell.ledger;

import dev.mailshell.audit.AuditEvent.Kind;
import dev.mailshell.audit.AuditLog;
import dev.mailshell.model.CommandKey;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Question;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The ledger of one server: a SQLite file (WAL, {@code synchronous=FULL}) and, beside it, the sealed replies in {@code outbox/}; files
 * have mode 0600, directories 0700. Safe for use by several threads; a {@code lock} keeps it to one process. Instants are kept
 * to the microsecond.
 */
public final class SqliteLedger implements Ledger {

    static final Schema SCHEMA = new Schema(
            List.of(
                    List.of(
                            """
            CREATE TABLE commands (
                signer TEXT NOT NULL,
                id TEXT NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('ACCEPTED', 'RUNNING', 'FINISHED', 'REPLIED')),
                received_at BIGINT NOT NULL,
                forget_after BIGINT NOT NULL,
                started_at BIGINT,
                status TEXT,
                exit_code INTEGER,
                finished_at BIGINT,
                PRIMARY KEY (signer, id))""",
                            "CREATE INDEX commands_by_age ON commands (signer, received_at)",
                            "CREATE INDEX commands_by_state ON commands (state, forget_after)",
                            // AUTOINCREMENT: the id of an entry that is gone must not come to mean another one.
                            """
            CREATE TABLE outbox (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                signer TEXT NOT NULL,
                command_id TEXT NOT NULL,
                recipient TEXT NOT NULL,
                file TEXT NOT NULL UNIQUE,
                attempts INTEGER NOT NULL DEFAULT 0,
                next_attempt BIGINT NOT NULL DEFAULT 0,
                leased_until BIGINT NOT NULL DEFAULT 0,
                replacement INTEGER NOT NULL DEFAULT 0,
                UNIQUE (signer, command_id),
                FOREIGN KEY (signer, command_id) REFERENCES commands (signer, id))"""),
                    List.of(
                            // A reply may have several parts; SQLite cannot change what is unique, so the table is made
                            // anew.
                            """
            CREATE TABLE outbox_of_parts (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                signer TEXT NOT NULL,
                command_id TEXT NOT NULL,
                part INTEGER NOT NULL,
                parts INTEGER NOT NULL,
                recipient TEXT NOT NULL,
                file TEXT NOT NULL UNIQUE,
                attempts INTEGER NOT NULL DEFAULT 0,
                next_attempt BIGINT NOT NULL DEFAULT 0,
                leased_until BIGINT NOT NULL DEFAULT 0,
                replacement INTEGER NOT NULL DEFAULT 0,
                UNIQUE (signer, command_id, part),
                FOREIGN KEY (signer, command_id) REFERENCES commands (signer, id))""",
                            """
            INSERT INTO outbox_of_parts
                SELECT id, signer, command_id, 1, 1, recipient, file, attempts, next_attempt, leased_until, replacement
                FROM outbox""",
                            "DROP TABLE outbox",
                            "ALTER TABLE outbox_of_parts RENAME TO outbox"),
                    // Before this there were no commands of people.
                    List.of("ALTER TABLE commands ADD COLUMN form TEXT NOT NULL DEFAULT 'MACHINE'"
                            + " CHECK (form IN ('MACHINE', 'HUMAN'))"),
                    // Not known of the commands before this: those are answered by the keys that there are, and in no
                    // thread.
                    List.of(
                            "ALTER TABLE commands ADD COLUMN format TEXT CHECK (format IN ('SMIME', 'OPENPGP'))",
                            "ALTER TABLE commands ADD COLUMN message_id TEXT"),
                    // What the catalog calls it, so that starts of one command can be counted.
                    List.of(
                            "ALTER TABLE commands ADD COLUMN command TEXT",
                            "CREATE INDEX commands_by_name ON commands (command, started_at)"),
                    CancellationRows.TABLE,
                    ApprovalRows.SCHEMA,
                    // A mail may have waited for its turn for longer than the window of a rate.
                    List.of(
                            "ALTER TABLE commands ADD COLUMN accepted_at BIGINT NOT NULL DEFAULT 0",
                            "UPDATE commands SET accepted_at = received_at",
                            "CREATE INDEX commands_by_acceptance ON commands (signer, accepted_at)"),
                    ApprovalRows.NONCE,
                    AuditRows.SCHEMA,
                    RestoreRows.SCHEMA),
            AuditRows.TABLES);

    private final LedgerLock lock;
    private final SqliteDatabase database;
    private final SealedMailFolder folder;
    private final SqliteOutbox outbox;
    private final SqliteApprovals approvals;
    private final AuditTrail trail;
    private final AuditLog audit;

    private SqliteLedger(LedgerLock lock, SqliteDatabase database, SealedMailFolder folder, AuditTrail trail) {
        this.lock = lock;
        this.database = database;
        this.folder = folder;
        this.trail = trail;
        this.outbox = SqliteOutbox.open(database, folder, trail);
        this.approvals = new SqliteApprovals(database, outbox, folder, trail);
        this.audit = new SqliteAuditLog(database);
    }

    /**
     * Opens the ledger, and makes it and its directories if they are not there. Leases of the process that had it before are
     * cleared.
     *
     * @param stateDirectory of the server's home, which is locked too; it must be open to its owner only
     * @param file the SQLite file; its directory must be open to its owner only, and is for this ledger alone unless it is
     *     {@code stateDirectory}
     * @param clock for the times in the audit log
     * @throws LedgerFailure if another process has it or the home open, it is damaged, open to others, of a newer release, or, by
     *     {@code clock}, from a backup of the future
     */
    public static SqliteLedger open(Path stateDirectory, Path file, InstantSource clock) throws LedgerFailure {
        Path folder = file.toAbsolutePath().getParent();
        try {
            DurableFiles.directory(stateDirectory);
            DurableFiles.directory(folder);
        } catch (IOException e) {
            throw new LedgerFailure("cannot use the state directory (was: " + e.getMessage() + ")", e);
        }
        LedgerLock lock = LedgerLock.take(stateDirectory, folder);
        try {
            return open(file, folder.resolve("outbox"), lock, clock);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** As above, by the clock of the system. */
    public static SqliteLedger open(Path stateDirectory, Path file) throws LedgerFailure {
        return open(stateDirectory, file, InstantSource.system());
    }

    private static SqliteLedger open(Path file, Path outbox, LedgerLock lock, InstantSource clock) {
        SqliteDatabase database = SqliteDatabase.open(file, SCHEMA);
        try {
            SqliteLedger ledger =
                    new SqliteLedger(lock, database, SealedMailFolder.open(outbox), new AuditTrail(clock));
            ledger.noteOpening(clock);
            return ledger;
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    private void noteOpening(InstantSource clock) {
        database.transaction("note the start", tx -> {
            Optional<Instant> copiedAt = RestoreRows.unopened(tx);
            if (copiedAt.isPresent()) {
                noteRestore(tx, copiedAt.get(), clock.instant());
            }
            trail.note(tx, Kind.OPENED, Optional.empty(), Map.of());
            return null;
        });
    }

    private void noteRestore(Transaction tx, Instant copiedAt, Instant now) throws SQLException {
        if (now.isBefore(copiedAt)) {
            throw new LedgerFailure(
                    "the ledger comes from a backup of the future (made at " + copiedAt + ", now it is " + now + ")",
                    "set the clock of this machine: it decides which commands may have run before");
        }
        RestoreRows.open(tx, now);
        trail.note(tx, Kind.RESTORED, Optional.empty(), Map.of("copied", copiedAt.toString()));
    }

    @Override
    public Optional<Instant> restoredAt() {
        return database.transaction("see where it comes from", RestoreRows::restoredAt);
    }

    @Override
    public boolean accept(
            CommandKey key, Question question, Instant receivedAt, Instant acceptedAt, Instant forgetAfter) {
        return database.transaction("accept " + key, tx -> {
            boolean isNew = CommandRows.insert(tx, key, question, receivedAt, acceptedAt, forgetAfter);
            if (isNew) {
                trail.note(
                        tx,
                        Kind.ACCEPTED,
                        key,
                        Map.of("form", question.form().name().toLowerCase(Locale.ROOT)));
            }
            return isNew;
        });
    }

    @Override
    public boolean running(CommandKey key, String command, Instant startedAt) {
        return database.transaction("start " + key, tx -> {
            if (CancellationRows.by(tx, key).isPresent()) {
                return false;
            }
            CommandRows.running(tx, key, command, startedAt);
            trail.note(tx, Kind.STARTED, key, Map.of("name", command));
            return true;
        });
    }

    @Override
    public Optional<LedgerEntry> cancel(CommandKey key, IdentityName by, Instant forgetAfter) {
        return database.transaction("cancel " + key, tx -> {
            Optional<LedgerEntry> found = CommandRows.find(tx, key);
            if (found.flatMap(LedgerEntry::ending).isEmpty()) {
                if (CancellationRows.insert(tx, key, by, forgetAfter)) {
                    trail.note(tx, Kind.CANCELLED, key, Map.of("by", by.value()));
                }
                SqliteApprovals.cancel(tx, key);
            }
            return found;
        });
    }

    @Override
    public Optional<IdentityName> cancelledBy(CommandKey key) {
        return database.transaction("find a cancellation of " + key, tx -> CancellationRows.by(tx, key));
    }

    @Override
    public OutboxEntry finish(CommandKey key, Ending ending, List<SealedMail> parts) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a reply has at least one part");
        }
        Finished finished = commit(key, ending, folder.adopt(parts));
        outbox.delete(finished.withdrawn());
        return finished.first();
    }

    private Finished commit(CommandKey key, Ending ending, List<SealedMail> adopted) {
        try {
            return database.transaction("finish " + key, tx -> {
                CommandRows.finished(tx, key, ending);
                trail.note(tx, Kind.FINISHED, key, details(ending));
                List<String> withdrawn = outbox.withdrawRequests(tx, key);
                return new Finished(outbox.add(tx, key, adopted), withdrawn);
            });
        } catch (RuntimeException e) {
            folder.deleteAfter(e, adopted);
            throw e;
        }
    }

    private static Map<String, String> details(Ending ending) {
        Map<String, String> details = new HashMap<>();
        details.put("status", ending.status().wire());
        ending.exitCode().ifPresent(code -> details.put("exitCode", Integer.toString(code)));
        ending.reason().ifPresent(reason -> details.put("reason", reason.name()));
        return details;
    }

    @Override
    public Optional<LedgerEntry> find(CommandKey key) {
        return database.transaction("find " + key, tx -> CommandRows.find(tx, key));
    }

    @Override
    public List<LedgerEntry> beginning(Optional<IdentityName> signer, String beginning, int most) {
        return database.transaction("look for a command", tx -> CommandRows.beginning(tx, signer, beginning, most));
    }

    @Override
    public List<LedgerEntry> latest(Optional<IdentityName> signer, int most) {
        return database.transaction("list the latest", tx -> CommandRows.latest(tx, signer, most));
    }

    @Override
    public List<LedgerEntry> unfinished() {
        return database.transaction("list the unfinished", CommandRows::unfinished);
    }

    @Override
    public int acceptedSince(CommandKey command, Instant since) {
        return database.transaction(
                "count the commands up to " + command, tx -> CommandRows.acceptedSince(tx, command, since));
    }

    @Override
    public int startedSince(String command, Instant since) {
        return database.transaction(
                "count the starts of " + command, tx -> CommandRows.startedSince(tx, command, since));
    }

    @Override
    public int prune(Instant now) {
        return database.transaction("prune", tx -> {
            int cancellations = CancellationRows.prune(tx, now);
            int commands = CommandRows.prune(tx, now);
            if (commands + cancellations > 0) {
                trail.note(
                        tx,
                        Kind.PRUNED,
                        Optional.empty(),
                        Map.of(
                                "commands",
                                Integer.toString(commands),
                                "cancellations",
                                Integer.toString(cancellations)));
            }
            return commands;
        });
    }

    @Override
    public boolean giveUp(CommandKey key, Instant now) {
        Optional<List<String>> withdrawn = database.transaction("give up " + key, tx -> {
            if (!CommandRows.mayGiveUp(tx, key, now)) {
                return Optional.empty();
            }
            List<String> files = outbox.withdrawRequests(tx, key);
            CommandRows.giveUp(tx, key);
            trail.note(tx, Kind.GIVEN_UP, key, Map.of());
            return Optional.of(files);
        });
        withdrawn.ifPresent(outbox::delete);
        return withdrawn.isPresent();
    }

    @Override
    public Outbox outbox() {
        return outbox;
    }

    @Override
    public Approvals approvals() {
        return approvals;
    }

    @Override
    public AuditLog audit() {
        return audit;
    }

    @Override
    public void close() {
        // The lock last, also if closing fails: who gets it must find the database released.
        try {
            database.close();
        } finally {
            lock.close();
        }
    }

    /** The first part of a reply, and the files of requests that nobody needs to get any more. */
    private record Finished(OutboxEntry first, List<String> withdrawn) {}
}
