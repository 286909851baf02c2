package dev.mailshell.camel;

import dev.mailshell.audit.AuditAlarm;
import dev.mailshell.audit.Extension;
import dev.mailshell.audit.SeenLog;
import dev.mailshell.ledger.SentCommands;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Reply;
import dev.mailshell.model.TreeHead;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares what a reply says of its server's audit log with what was seen of it before, and keeps it. A reply that does not fit is filed
 * all the same, with an alarm.
 */
final class AuditWatch implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.audit");

    private final Path folder;
    private final SentCommands sent;

    /** @param folder that holds one file a server */
    AuditWatch(Path folder, SentCommands sent) {
        this.folder = folder;
        this.sent = sent;
    }

    /** What a command asks {@code server} to prove: at each attempt the same, since any of them may be the one that arrives. */
    List<TreeHead> askedBy(UUID command, IdentityName server) throws IOException {
        Optional<List<TreeHead>> before = sent.asked(command, server);
        return before.isPresent()
                ? before.get()
                : known(server).map(SeenLog::asked).orElse(List.of());
    }

    @Override
    public synchronized void process(Exchange exchange) throws IOException {
        Reply reply = exchange.getMessage().getBody(Reply.class);
        IdentityName server = reply.from();
        Optional<SeenLog> known = known(server);
        List<TreeHead> asked = sent.asked(reply.id(), server).orElse(List.of());
        Extension extension = Extension.of(server, known, asked, reply.audit());
        if (extension instanceof Extension.Breaks breaks) {
            AuditAlarm alarm = breaks.alarm();
            LOG.error("{}: {}, {}; {}", reply.id(), alarm.reason(), alarm.fact(), AuditAlarm.HINT);
            Facts.AUDIT_ALARM.set(exchange, alarm);
        } else if (extension instanceof Extension.Fits fits && !fits.log().equals(known)) {
            fits.log().orElseThrow().write(file(server));
        }
    }

    private Optional<SeenLog> known(IdentityName server) throws IOException {
        return SeenLog.read(file(server));
    }

    private Path file(IdentityName server) {
        return folder.resolve(server + ".seen");
    }
}
