package dev.mailshell.camel;

import dev.mailshell.ledger.Ledger;
import dev.mailshell.model.CommandKey;
import dev.mailshell.policy.History;
import java.time.Instant;

/** The past of a command as the ledger has it. */
record LedgerHistory(Ledger ledger, CommandKey command) implements History {

    @Override
    public int acceptedSince(Instant since) {
        return ledger.acceptedSince(command, since);
    }

    @Override
    public int startedSince(String command, Instant since) {
        return ledger.startedSince(command, since);
    }
}
