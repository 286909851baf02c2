package dev.mailshell.camel;

import dev.mailshell.journal.CommandLog;
import dev.mailshell.model.Printable;
import java.time.InstantSource;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Adds what happens to a command to its text in the logs, with the time. */
final class ToldCommands implements Trail {

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.log");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final CommandLog log;
    private final InstantSource clock;

    ToldCommands(CommandLog log, InstantSource clock) {
        this.log = log;
        this.clock = clock;
    }

    /** For a log that was asked to tell of its troubles. */
    static void warn(String what, Exception failure) {
        LOG.warn("logs/{} cannot be written, commands go on without it: {}", what, failure.toString());
    }

    @Override
    public void happened(String subject, String event) {
        // Before the id is known it is a mail, of which anybody could send many.
        if (ID.matcher(subject).matches()) {
            log.tell(UUID.fromString(subject), line(event));
        }
    }

    private String line(String event) {
        return CommandText.at(clock.instant()) + " " + Printable.line(event) + "\n";
    }
}
