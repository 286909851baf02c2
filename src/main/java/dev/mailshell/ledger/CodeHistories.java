package dev.mailshell.ledger;

import dev.mailshell.model.CodeHistory;
import dev.mailshell.model.IdentityName;
import java.util.function.UnaryOperator;

/** The durable memory of one-time codes. Each call is one transaction that is on disk when it returns. Safe for use by several threads. */
public interface CodeHistories extends AutoCloseable {

    /** What is remembered of {@code client}. */
    CodeHistory of(IdentityName client) throws LedgerFailure;

    /**
     * Remembers something else; of calls that come at once, each begins with what the one before left.
     *
     * @param change makes the new history of the one before; called once
     * @return the one before
     */
    CodeHistory update(IdentityName client, UnaryOperator<CodeHistory> change) throws LedgerFailure;

    /** Forgets all of {@code client}. Only when its secret is gone: else codes that were used would count again. */
    void forget(IdentityName client) throws LedgerFailure;

    @Override
    void close() throws LedgerFailure;
}
