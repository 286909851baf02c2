package dev.mailshell.camel;

import dev.mailshell.exec.JobControl;
import dev.mailshell.ledger.CommandState;
import dev.mailshell.ledger.DamagedMail;
import dev.mailshell.ledger.LedgerEntry;
import dev.mailshell.model.Reason;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.camel.Exchange;

/** Answers with what another command has written. */
final class OutputAnswer {

    private final OutputSteps outputs;
    private final LargeAnswer large;

    OutputAnswer(OutputSteps outputs, LargeAnswer large) {
        this.outputs = outputs;
        this.large = large;
    }

    /** @throws Refusal if nothing is known of what it wrote, or no more */
    Outcome of(LedgerEntry entry, Exchange exchange) throws IOException, Refusal {
        return large.of(folder -> copy(entry, folder), exchange);
    }

    private JobControl.Output copy(LedgerEntry entry, Path folder) throws IOException, Refusal {
        try {
            return outputs.copy(entry.key(), folder).orElseThrow(() -> unknown(entry));
        } catch (DamagedMail e) {
            throw new IOException("a kept output is damaged", e);
        }
    }

    private static Refusal unknown(LedgerEntry entry) {
        if (entry.state() == CommandState.ACCEPTED) {
            return new Refusal(
                    Reason.OUTPUT_UNKNOWN,
                    "it has not begun, so it has written nothing ("
                            + entry.key().id() + ")",
                    "status says whether it waits for approvals, and until when");
        }
        return new Refusal(
                Reason.OUTPUT_UNKNOWN,
                "what it has written is not kept here, or no more ("
                        + entry.key().id() + ")",
                "it is kept for a day at most, and not across a start of the server; its own answer has it");
    }
}
