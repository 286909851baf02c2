package dev.mailshell.camel;

import dev.mailshell.mime.PrivateFile;
import dev.mailshell.model.Reason;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.file.GenericFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes, where the route puts a command file that could not be sent, why it could not. */
final class FailedFolder implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.command");

    private final Path folder;

    FailedFolder(Path folder) {
        this.folder = folder;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        String name = exchange.getProperty(Exchange.FILE_EXCHANGE_FILE, GenericFile.class)
                .getFileNameOnly();
        String why = why(failure);
        log(name, failure);
        PrivateFile.publish(folder.resolve(name + ".error"), out -> out.write(why.getBytes(StandardCharsets.UTF_8)));
    }

    private static void log(String name, Throwable failure) {
        Refusal refusal = Refusal.of(failure);
        if (refusal.reason() == Reason.INTERNAL && rejection(failure).isEmpty()) {
            LOG.error("{} could not be sent", name, failure);
        } else {
            // The sender's own mistake, which the file says in full.
            LOG.warn("{} could not be sent, {}.error says why", name, name);
        }
    }

    private static String why(Throwable failure) {
        Refusal refusal = Refusal.of(failure);
        return rejection(failure)
                .map(answer -> "error: the SMTP server refused it: " + answer
                        + "\nhint: correct what it complains about and drop the file into outbox again\n")
                .orElseGet(() -> "error: " + refusal.getMessage() + "\nhint: " + refusal.hint() + "\n");
    }

    /** What the SMTP server said, if it is the one who failed. */
    private static Optional<String> rejection(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof MessagingException) {
                return Optional.of(cause.getMessage().strip());
            }
        }
        return Optional.empty();
    }
}
