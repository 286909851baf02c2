package dev.mailshell.camel;

import dev.mailshell.ledger.CommandState;
import dev.mailshell.ledger.LedgerEntry;
import dev.mailshell.model.Explanation;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.Reason;
import dev.mailshell.model.TimeSpan;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
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

    private final Optional<Instant> restoredAt;

    /** @param restoredAt when the ledger was last opened as a copy out of a backup */
    Interruption(Optional<Instant> restoredAt) {
        this.restoredAt = restoredAt;
    }

    /** Of a command that ran, or did not, in a time of which the ledger knows nothing. */
    static Explanation forgotten(Instant restoredAt) {
        return new Explanation(
                Reason.RESTORED,
                "the server was restored from a backup at " + restoredAt.truncatedTo(ChronoUnit.SECONDS)
                        + ", and may have run the command before; what it has done is unknown, and it will not run again",
                "look at the machine, then send a new command; it is taken if it is issued "
                        + TimeSpan.format(Freshness.TOLERANCE) + " after that time or later");
    }

    @Override
    public void process(Exchange exchange) {
        LedgerEntry left = exchange.getMessage().getBody(LedgerEntry.class);
        Facts.COMMAND_KEY.set(exchange, left.key());
        Facts.setQuestion(exchange, left.question());
        Facts.RECEIVED_AT.set(exchange, left.receivedAt());
        left.command().ifPresent(name -> Facts.CATALOG_NAME.set(exchange, name));
        Facts.OUTCOME.set(
                exchange, new Outcome.Ended(FinalStatus.INTERRUPTED, why(left), OptionalInt.empty(), left.startedAt()));
    }

    private Explanation why(LedgerEntry left) {
        Optional<Instant> restored = restoredAt.filter(at -> !left.receivedAt().isAfter(at));
        if (restored.isPresent()) {
            return forgotten(restored.get());
        }
        return left.state() == CommandState.RUNNING ? WHY : NEVER_BEGAN;
    }
}
