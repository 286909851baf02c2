package dev.mailshell.ledger;

import dev.mailshell.model.CommandKey;
import dev.mailshell.model.IdentityName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The tables of commands that wait for approvals, and of who may vote. They go with their command. */
final class ApprovalRows {

    /** One step of the ledger's schema; the outbox is made anew, since SQLite cannot change what is unique. */
    static final List<String> SCHEMA = List.of(
            """
            CREATE TABLE approvals (
                signer TEXT NOT NULL,
                id TEXT NOT NULL,
                mail BIGINT NOT NULL,
                digest TEXT NOT NULL UNIQUE,
                needed INTEGER NOT NULL,
                expires_at BIGINT NOT NULL,
                valid_until BIGINT NOT NULL,
                state TEXT NOT NULL DEFAULT 'WAITING' CHECK (state IN
                    ('WAITING', 'APPROVED', 'RESUMED', 'DENIED', 'EXPIRED', 'CANCELLED')),
                PRIMARY KEY (signer, id),
                FOREIGN KEY (signer, id) REFERENCES commands (signer, id) ON DELETE CASCADE)""",
            """
            CREATE TABLE approvers (
                signer TEXT NOT NULL,
                id TEXT NOT NULL,
                approver TEXT NOT NULL,
                vote TEXT CHECK (vote IN ('APPROVE', 'DENY')),
                voted_at BIGINT,
                PRIMARY KEY (signer, id, approver),
                FOREIGN KEY (signer, id) REFERENCES approvals (signer, id) ON DELETE CASCADE)""",
            """
            CREATE TABLE outbox_with_requests (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                signer TEXT NOT NULL,
                command_id TEXT NOT NULL,
                asks TEXT NOT NULL DEFAULT '',
                part INTEGER NOT NULL,
                parts INTEGER NOT NULL,
                recipient TEXT NOT NULL,
                file TEXT NOT NULL UNIQUE,
                attempts INTEGER NOT NULL DEFAULT 0,
                next_attempt BIGINT NOT NULL DEFAULT 0,
                leased_until BIGINT NOT NULL DEFAULT 0,
                replacement INTEGER NOT NULL DEFAULT 0,
                UNIQUE (signer, command_id, asks, part),
                FOREIGN KEY (signer, command_id) REFERENCES commands (signer, id))""",
            """
            INSERT INTO outbox_with_requests
                SELECT id, signer, command_id, '', part, parts, recipient, file, attempts, next_attempt, leased_until,
                    replacement
                FROM outbox""",
            "DROP TABLE outbox",
            "ALTER TABLE outbox_with_requests RENAME TO outbox");

    /** A later step; what waited before has none, so that its approvals do not fit any more. */
    static final List<String> NONCE = List.of("ALTER TABLE approvals ADD COLUMN nonce TEXT NOT NULL DEFAULT ''");

    /** What is after this word names the row of one command. */
    private static final String OF_COMMAND = " WHERE signer = ? AND id = ?";

    private static final String UNDER_WAY =
            " AND EXISTS (SELECT 1 FROM commands WHERE commands.signer = approvals.signer"
                    + " AND commands.id = approvals.id AND commands.state = 'ACCEPTED')";

    private static final String SELECT =
            "SELECT signer, id, mail, digest, nonce, needed, expires_at, valid_until, state FROM approvals";

    /** A row without its votes. */
    record Found(Approval approval, ApprovalState state) {}

    private ApprovalRows() {}

    static void insert(Transaction tx, Approval approval, Set<IdentityName> approvers) throws SQLException {
        String signer = approval.key().signer().value();
        String id = approval.key().id().toString();
        tx.update(
                "INSERT INTO approvals (signer, id, mail, digest, nonce, needed, expires_at, valid_until)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                signer,
                id,
                approval.mail().id(),
                approval.digest(),
                approval.nonce(),
                approval.needed(),
                Micros.of(approval.expiresAt()),
                Micros.of(approval.validUntil()));
        for (IdentityName approver : approvers) {
            tx.update("INSERT INTO approvers (signer, id, approver) VALUES (?, ?, ?)", signer, id, approver.value());
        }
    }

    /** How many wait now, of {@code signer} or, if that is empty, of all. */
    static int waiting(Transaction tx, Optional<IdentityName> signer) throws SQLException {
        String of = signer.map(IdentityName::value).orElse("");
        return tx.first(
                        "SELECT count(*) FROM approvals WHERE state IN ('WAITING', 'APPROVED') AND (? = '' OR signer = ?)"
                                + UNDER_WAY,
                        row -> row.getInt(1),
                        of,
                        of)
                .orElseThrow();
    }

    static Optional<Found> find(Transaction tx, CommandKey key) throws SQLException {
        return tx.first(
                SELECT + OF_COMMAND,
                ApprovalRows::found,
                key.signer().value(),
                key.id().toString());
    }

    /** Those whose digest begins so and that {@code voter} was asked about, or asked for. */
    static List<Found> of(Transaction tx, IdentityName voter, String digest) throws SQLException {
        return tx.all(
                SELECT + " WHERE digest >= ? AND digest < ? AND (signer = ? OR EXISTS (SELECT 1 FROM approvers"
                        + " WHERE approvers.signer = approvals.signer AND approvers.id = approvals.id AND approver = ?))",
                ApprovalRows::found,
                digest,
                // No digit comes after f.
                digest + 'g',
                voter.value(),
                voter.value());
    }

    /** Changes the state of one whose command is accepted; whether it was in one of {@code from}. */
    static boolean change(Transaction tx, CommandKey key, Set<ApprovalState> from, ApprovalState to)
            throws SQLException {
        Optional<Found> found = find(tx, key);
        return found.isPresent()
                && from.contains(found.get().state())
                && tx.update(
                                "UPDATE approvals SET state = ?" + OF_COMMAND + UNDER_WAY,
                                to.name(),
                                key.signer().value(),
                                key.id().toString())
                        == 1;
    }

    static boolean isUnderWay(Transaction tx, CommandKey key) throws SQLException {
        return tx.first(
                        "SELECT 1 FROM approvals" + OF_COMMAND + UNDER_WAY,
                        row -> true,
                        key.signer().value(),
                        key.id().toString())
                .isPresent();
    }

    static boolean isAwaited(Transaction tx, StoredMail mail) throws SQLException {
        return tx.first("SELECT 1 FROM approvals WHERE mail = ?" + UNDER_WAY, row -> true, mail.id())
                .isPresent();
    }

    /** Those that have expired now. */
    static List<CommandKey> expire(Transaction tx, Instant now) throws SQLException {
        return tx.all(
                "UPDATE approvals SET state = 'EXPIRED' WHERE (state = 'WAITING' AND expires_at <= ?"
                        + " OR state = 'APPROVED' AND valid_until <= ?)" + UNDER_WAY + " RETURNING signer, id",
                row -> new CommandKey(new IdentityName(row.getString(1)), UUID.fromString(row.getString(2))),
                Micros.of(now),
                Micros.of(now));
    }

    static List<CommandKey> decided(Transaction tx) throws SQLException {
        return tx.all(
                SELECT + " WHERE state NOT IN ('WAITING', 'RESUMED')" + UNDER_WAY + " ORDER BY expires_at",
                row -> found(row).approval().key());
    }

    static void vote(Transaction tx, CommandKey key, IdentityName voter, boolean approves, Instant now)
            throws SQLException {
        tx.update(
                "UPDATE approvers SET vote = ?, voted_at = ?" + OF_COMMAND + " AND approver = ?",
                approves ? "APPROVE" : "DENY",
                Micros.of(now),
                key.signer().value(),
                key.id().toString(),
                voter.value());
    }

    static ApprovalEntry withVotes(Transaction tx, Found found) throws SQLException {
        return new ApprovalEntry(
                found.approval(),
                found.state(),
                voters(tx, found.approval().key(), "APPROVE"),
                voters(tx, found.approval().key(), "DENY"));
    }

    private static Set<IdentityName> voters(Transaction tx, CommandKey key, String vote) throws SQLException {
        return new HashSet<>(tx.all(
                "SELECT approver FROM approvers" + OF_COMMAND + " AND vote = ?",
                row -> new IdentityName(row.getString(1)),
                key.signer().value(),
                key.id().toString(),
                vote));
    }

    private static Found found(ResultSet row) throws SQLException {
        return new Found(
                new Approval(
                        new CommandKey(new IdentityName(row.getString("signer")), UUID.fromString(row.getString("id"))),
                        new StoredMail(row.getLong("mail"), false),
                        row.getString("digest"),
                        row.getString("nonce"),
                        row.getInt("needed"),
                        Micros.toInstant(row.getLong("expires_at")),
                        Micros.toInstant(row.getLong("valid_until"))),
                ApprovalState.valueOf(row.getString("state")));
    }
}
