package dev.mailshell.ledger;

import dev.mailshell.model.IdentityName;
import java.util.List;

/** What became of a command that was to wait for approvals. */
public sealed interface Asked {

    /**
     * It waits.
     *
     * @param entries of the outbox, one for each request
     */
    record Waits(List<Long> entries) implements Asked {
        /** Copies {@code entries}. */
        public Waits {
            entries = List.copyOf(entries);
        }
    }

    /**
     * It was called back before; nothing has changed.
     *
     * @param by who did
     */
    record Cancelled(IdentityName by) implements Asked {}

    /**
     * Too many wait already; nothing has changed.
     *
     * @param fact which limit it meets, as {@code fact (was …, expected …)}
     */
    record NoRoom(String fact) implements Asked {}
}
