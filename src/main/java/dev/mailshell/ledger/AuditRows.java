package dev.mailshell.ledger;

import dev.mailshell.audit.AuditEntry;
import dev.mailshell.audit.MerkleTree;
import dev.mailshell.model.Checkpoint;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.SealedCheckpoint;
import dev.mailshell.model.Sha256;
import dev.mailshell.model.TreeHead;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The tables of the audit log. Entries are only ever added. Beside an entry stand the hashes of all subtrees that are complete with it,
 * from the leaf up, each of 32 bytes: that is each subtree once.
 */
final class AuditRows {

    /** One step of the ledger's schema. */
    static final List<String> SCHEMA = List.of(
            "CREATE TABLE audit_entries (number INTEGER PRIMARY KEY, entry BLOB NOT NULL, hashes BLOB NOT NULL)",
            """
            CREATE TABLE audit_checkpoints (
                size INTEGER PRIMARY KEY,
                log TEXT NOT NULL,
                root TEXT NOT NULL,
                sealed_at TEXT NOT NULL,
                key TEXT NOT NULL,
                signature TEXT NOT NULL)""",
            "ALTER TABLE commands ADD COLUMN audit_seen TEXT NOT NULL DEFAULT ''");

    /** They grow for ever, and {@code audit verify} reads every byte of them; a start does not. */
    static final List<String> TABLES = List.of("audit_entries", "audit_checkpoints");

    private AuditRows() {}

    static long size(Transaction tx) throws SQLException {
        return tx.first("SELECT max(number) FROM audit_entries", row -> row.getLong(1))
                .orElse(0L);
    }

    /** The hash of the newest entry. */
    static Sha256 last(Transaction tx, long size) throws SQLException {
        return size == 0 ? AuditEntry.NONE : subtree(tx, 0, size - 1);
    }

    static void insert(Transaction tx, AuditEntry entry) throws SQLException {
        byte[] encoded = entry.encoded();
        List<Sha256> completed = new ArrayList<>();
        MerkleTree.completedBy(
                entry.number() - 1,
                AuditEntry.hashOf(encoded),
                (level, index) -> subtree(tx, level, index),
                completed::add);
        tx.update(
                "INSERT INTO audit_entries (number, entry, hashes) VALUES (?, ?, ?)",
                entry.number(),
                encoded,
                Sha256.joined(completed));
    }

    /** The hash of a complete subtree. */
    static Sha256 subtree(Transaction tx, int level, long index) throws SQLException {
        long number = (index + 1) << level;
        byte[] hash = tx.first(
                        "SELECT substr(hashes, ?, ?) FROM audit_entries WHERE number = ?",
                        row -> row.getBytes(1),
                        level * Sha256.BYTES + 1,
                        Sha256.BYTES,
                        number)
                .filter(found -> found.length == Sha256.BYTES)
                .orElseThrow(() -> new LedgerFailure(
                        "the audit log lacks the hash of entry " + number + " at level " + level,
                        "see what happened to it: mailshell audit verify"));
        return Sha256.ofDigest(hash);
    }

    static MerkleTree<SQLException> tree(Transaction tx) {
        return new MerkleTree<>((level, index) -> subtree(tx, level, index));
    }

    static void insert(Transaction tx, SealedCheckpoint sealed) throws SQLException {
        tx.update(
                "INSERT INTO audit_checkpoints (size, log, root, sealed_at, key, signature) VALUES (?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (size) DO NOTHING",
                sealed.head().size(),
                sealed.checkpoint().log().value(),
                sealed.head().root().hex(),
                sealed.checkpoint().sealedAt().toString(),
                sealed.key(),
                sealed.signature());
    }

    static Optional<SealedCheckpoint> newest(Transaction tx) throws SQLException {
        return tx.first("SELECT * FROM audit_checkpoints ORDER BY size DESC LIMIT 1", AuditRows::checkpoint);
    }

    static List<SealedCheckpoint> checkpoints(Transaction tx) throws SQLException {
        return tx.all("SELECT * FROM audit_checkpoints ORDER BY size", AuditRows::checkpoint);
    }

    private static SealedCheckpoint checkpoint(ResultSet row) throws SQLException {
        return new SealedCheckpoint(
                new Checkpoint(
                        new IdentityName(row.getString("log")),
                        new TreeHead(row.getLong("size"), new Sha256(row.getString("root"))),
                        Instant.parse(row.getString("sealed_at"))),
                row.getString("key"),
                row.getString("signature"));
    }
}
