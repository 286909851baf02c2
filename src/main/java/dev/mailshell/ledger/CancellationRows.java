package dev.mailshell.ledger;

import dev.mailshell.model.CommandKey;
import dev.mailshell.model.IdentityName;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table of commands that were called back; a command need not be known yet. */
final class CancellationRows {

    static final List<String> TABLE = List.of(
            """
            CREATE TABLE cancellations (
                signer TEXT NOT NULL,
                id TEXT NOT NULL,
                cancelled_by TEXT NOT NULL,
                forget_after BIGINT NOT NULL,
                PRIMARY KEY (signer, id)) WITHOUT ROWID""");

    private CancellationRows() {}

    /** The first one counts; whether this is it. */
    static boolean insert(Transaction tx, CommandKey key, IdentityName by, Instant forgetAfter) throws SQLException {
        return tx.update(
                        "INSERT INTO cancellations (signer, id, cancelled_by, forget_after) VALUES (?, ?, ?, ?)"
                                + " ON CONFLICT (signer, id) DO NOTHING",
                        key.signer().value(),
                        key.id().toString(),
                        by.value(),
                        Micros.of(forgetAfter))
                == 1;
    }

    static Optional<IdentityName> by(Transaction tx, CommandKey key) throws SQLException {
        return tx.first(
                "SELECT cancelled_by FROM cancellations WHERE signer = ? AND id = ?",
                row -> new IdentityName(row.getString(1)),
                key.signer().value(),
                key.id().toString());
    }

    static int prune(Transaction tx, Instant now) throws SQLException {
        return tx.update("DELETE FROM cancellations WHERE forget_after < ?", Micros.of(now));
    }
}
