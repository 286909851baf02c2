package dev.mailshell.camel;

import dev.mailshell.ledger.CommandState;
import dev.mailshell.ledger.LedgerEntry;
import dev.mailshell.model.Explanation;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.Reason;
import java.util.OptionalInt;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Ends a command that an earlier run of the server left behind. */
final class Interruption implements Processor {

    static final Explanation WHY = new Explanation(
            Reason.INTERRUPTED,
            "the server stopped, or could not write the answer, before the command ended; what it has done is unknown, and it will not run"
                    + " again",
            "look at the machine, then send a new command");

    private static final Explanation NEVER_BEGAN = new Explanation(
            Reason.INTERRUPTED,
            "the server stopped before the command began; it has not run and will not run",
            "send a new command");

    @Override
    public void process(Exchange exchange) {
        LedgerEntry left = exchange.getMessage().getBody(LedgerEntry.class);
        Facts.COMMAND_KEY.set(exchange, left.key());
        Facts.setQuestion(exchange, left.question());
        Facts.RECEIVED_AT.set(exchange, left.receivedAt());
        left.command().ifPresent(name -> Facts.CATALOG_NAME.set(exchange, name));
        Explanation why = left.state() == CommandState.RUNNING ? WHY : NEVER_BEGAN;
        Facts.OUTCOME.set(
                exchange, new Outcome.Ended(FinalStatus.INTERRUPTED, why, OptionalInt.empty(), left.startedAt()));
    }
}
