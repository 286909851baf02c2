package dev.mailshell.camel;

import dev.mailshell.exec.JobControl;
import dev.mailshell.exec.TreeRemoval;
import dev.mailshell.model.Form;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers with streams of any length, as long as a reply may be. */
final class LargeAnswer {

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.output");
    private static final long INLINE = 64 * 1024;

    private final MailRoom room;
    private final Path work;

    /** @param work where they lie, as plain text, until the answer is sealed; others may not enter it */
    LargeAnswer(MailRoom room, Path work) {
        this.room = room;
        this.work = work;
    }

    Outcome of(Source source, Exchange exchange) throws IOException, Refusal {
        Path folder = Files.createTempDirectory(work, "output-");
        exchange.getExchangeExtension().addOnCompletion(new Removing(folder));
        JobControl.Output output = source.copy(folder);
        long inline = Math.min(INLINE, room.inline());
        long most = Facts.form(exchange) == Form.HUMAN ? room.readableStream(inline) : room.stream();
        return new Outcome.Shown(
                output.stdout().cut(most, folder.resolve("stdout-cut")),
                output.stderr().cut(most, folder.resolve("stderr-cut")),
                inline);
    }

    /** What to answer with. */
    @FunctionalInterface
    interface Source {

        /** Copies both streams into a folder, which goes when the answer is sealed. */
        JobControl.Output copy(Path folder) throws IOException, Refusal;
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
