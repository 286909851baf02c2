package dev.mailshell.ledger;

import dev.mailshell.audit.AuditLog;
import dev.mailshell.model.AuditStatement;
import dev.mailshell.model.ConsistencyProof;
import dev.mailshell.model.SealedCheckpoint;
import dev.mailshell.model.SeenSizes;
import dev.mailshell.model.Sha256;
import dev.mailshell.model.TreeHead;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The audit log in the ledger's database. */
final class SqliteAuditLog implements AuditLog {

    private final SqliteDatabase database;

    SqliteAuditLog(SqliteDatabase database) {
        this.database = database;
    }

    @Override
    public Optional<TreeHead> unsealed() {
        return database.transaction("look at the audit log", tx -> {
            long size = AuditRows.size(tx);
            long sealed =
                    AuditRows.newest(tx).map(newest -> newest.head().size()).orElse(0L);
            return size > sealed
                    ? Optional.of(new TreeHead(size, AuditRows.tree(tx).root(size)))
                    : Optional.empty();
        });
    }

    @Override
    public boolean beginsWith(TreeHead head) {
        return database.transaction(
                "compare the audit log with what was signed",
                tx -> head.size() <= AuditRows.size(tx)
                        && root(tx, head.size()).filter(head.root()::equals).isPresent());
    }

    /** Empty if what it follows from is gone. */
    private static Optional<Sha256> root(Transaction tx, long size) throws SQLException {
        try {
            return Optional.of(AuditRows.tree(tx).root(size));
        } catch (LedgerFailure e) {
            return Optional.empty();
        }
    }

    @Override
    public void keep(SealedCheckpoint checkpoint) {
        database.transaction("keep a checkpoint", tx -> {
            AuditRows.insert(tx, checkpoint);
            return null;
        });
    }

    @Override
    public Optional<AuditStatement> statement(SeenSizes seen) {
        return database.transaction("prove what the audit log has become", tx -> {
            Optional<SealedCheckpoint> newest = AuditRows.newest(tx);
            return newest.isEmpty() ? Optional.empty() : Optional.of(statement(tx, newest.get(), seen));
        });
    }

    private static AuditStatement statement(Transaction tx, SealedCheckpoint newest, SeenSizes seen)
            throws SQLException {
        List<ConsistencyProof> proofs = new ArrayList<>();
        for (long size : seen.sizes()) {
            proof(tx, size, newest.head().size()).ifPresent(proofs::add);
        }
        return new AuditStatement(newest, proofs);
    }

    /** Of what is not there, nothing can be proved: the answer goes out without, and its client sees that something is gone. */
    private static Optional<ConsistencyProof> proof(Transaction tx, long from, long to) throws SQLException {
        if (from > to) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ConsistencyProof(from, AuditRows.tree(tx).consistency(from, to)));
        } catch (LedgerFailure e) {
            return Optional.empty();
        }
    }
}
