package dev.mailshell.camel;

import dev.mailshell.ledger.Ledger;
import dev.mailshell.model.IdentityName;
import dev.mailshell.policy.History;
import java.time.Instant;

/** The past as the ledger has it. */
record LedgerHistory(Ledger ledger) implements History {

    @Override
    public int acceptedSince(IdentityName client, Instant since) {
        return ledger.acceptedSince(client, since);
    }

    @Override
    public int startedSince(String command, Instant since) {
        return ledger.startedSince(command, since);
    }
}
