package dev.mailshell.camel;

import dev.mailshell.exec.JobControl;
import dev.mailshell.exec.TreeRemoval;
import dev.mailshell.ledger.CommandState;
import dev.mailshell.ledger.DamagedMail;
import dev.mailshell.ledger.LedgerEntry;
import dev.mailshell.model.Form;
import dev.mailshell.model.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers with what another command has written. */
final class OutputAnswer {

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.output");
    private static final long INLINE = 64 * 1024;

    private final OutputSteps outputs;
    private final MailRoom room;
    private final Path work;

    /** @param work where it lies, as plain text, until the answer is sealed; others may not enter it */
    OutputAnswer(OutputSteps outputs, MailRoom room, Path work) {
        this.outputs = outputs;
        this.room = room;
        this.work = work;
    }

    /** @throws Refusal if nothing is known of what it wrote, or no more */
    Outcome of(LedgerEntry entry, Exchange exchange) throws IOException, Refusal {
        Path folder = Files.createTempDirectory(work, "output-");
        exchange.getExchangeExtension().addOnCompletion(new Removing(folder));
        JobControl.Output output = copy(entry, folder);
        long inline = Math.min(INLINE, room.inline());
        long most = Facts.form(exchange) == Form.HUMAN ? room.readableStream(inline) : room.stream();
        return new Outcome.Shown(
                output.stdout().cut(most, folder.resolve("stdout-cut")),
                output.stderr().cut(most, folder.resolve("stderr-cut")),
                inline);
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

    private static final class Removing extends AfterWork {

        private final Path folder;

        Removing(Path folder) {
            this.folder = folder;
        }

        @Override
        public void onDone(Exchange exchange) {
            try {
                TreeRemoval.remove(folder);
            } catch (IOException e) {
                LOG.error("a copy of an output could not be deleted", e);
            }
        }
    }
}
