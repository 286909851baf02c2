package dev.mailshell.camel;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mailshell.audit.AuditAlarm;
import dev.mailshell.ledger.SentCommands;
import dev.mailshell.mime.PrivateFile;
import dev.mailshell.mime.Sha256Stream;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Reply;
import dev.mailshell.model.StreamOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Files a proved reply where people and programs find it; the JSON comes last, so that whoever sees it can read the rest. */
final class ReplyFolder implements Processor {

    private static final Set<String> STREAMS = Set.of("stdout", "stderr");

    private final Path folder;
    private final ObjectMapper json;
    private final SentCommands sent;
    private final ReplyParts parts;
    private final AwaitedReplies awaited;
    private final ClientLog log;
    private final Clock clock;

    ReplyFolder(
            Path folder,
            ObjectMapper json,
            SentCommands sent,
            ReplyParts parts,
            AwaitedReplies awaited,
            ClientLog log,
            Clock clock) {
        this.folder = folder;
        this.json = json;
        this.sent = sent;
        this.parts = parts;
        this.awaited = awaited;
        this.log = log;
        this.clock = clock;
    }

    /** One at a time: after a crash the same reply may be in the vault twice, and both may have come as far as this. */
    @Override
    public synchronized void process(Exchange exchange) throws Exception {
        Reply reply = exchange.getMessage().getBody(Reply.class);
        if (!sent.awaits(reply.id(), reply.from())) {
            throw new Refusal(Reason.REPLY_UNEXPECTED, reply.from() + " has answered this command before", "");
        }
        JoinedMessage message = Facts.JOINED.of(exchange);
        try {
            requireAsItSays(message, reply.stdout());
            requireAsItSays(message, reply.stderr());
        } catch (Refusal refused) {
            // Parts that belong together and are wrong stay so.
            if (reply.parts() > 1) {
                parts.discard(reply);
            }
            throw refused;
        }
        file(reply, message, Facts.AUDIT_ALARM.find(exchange));
        sent.answered(reply.id(), reply.from(), clock.instant());
        awaited.came(reply.id(), reply.from());
        parts.discard(reply);
        log.answered(exchange, reply, sent.firstSending(reply.id()));
    }

    private void file(Reply reply, JoinedMessage message, Optional<AuditAlarm> alarm) throws IOException {
        ReplyName name = ReplyName.of(reply, sent.servers(reply.id()));
        store(message, name, reply.stdout());
        store(message, name, reply.stderr());
        if (alarm.isPresent()) {
            byte[] evidence = alarm.get().evidence().getBytes(StandardCharsets.UTF_8);
            PrivateFile.publish(folder.resolve(name.audit()), out -> out.write(evidence));
        }
        byte[] text = ReplyText.of(reply, name, alarm).getBytes(StandardCharsets.UTF_8);
        byte[] document = json.writerWithDefaultPrettyPrinter().writeValueAsBytes(reply.inPart(1, 1));
        PrivateFile.publish(folder.resolve(name.text()), out -> out.write(text));
        PrivateFile.publish(folder.resolve(name.json()), out -> out.write(document));
        PrivateFile.forceNames(folder);
    }

    private void store(JoinedMessage message, ReplyName name, Optional<StreamOutput> stream) throws IOException {
        if (stream.isPresent() && stream.get().content() instanceof StreamOutput.Attachment attached) {
            PrivateFile.publish(
                    folder.resolve(name.attachment(attached.name())), out -> message.copy(attached.name(), out));
        }
    }

    /** Before anything of the reply is filed. */
    private static void requireAsItSays(JoinedMessage message, Optional<StreamOutput> stream)
            throws IOException, Refusal {
        if (stream.isEmpty() || !(stream.get().content() instanceof StreamOutput.Attachment attached)) {
            return;
        }
        if (!STREAMS.contains(attached.name())) {
            throw new Refusal(Reason.REPLY_INVALID, "the reply calls an attachment neither stdout nor stderr", "");
        }
        if (!message.names().contains(attached.name())) {
            throw new Refusal(Reason.REPLY_INVALID, "the reply names an attachment that it does not have", "");
        }
        Sha256Stream found = message.digest(attached.name());
        boolean hasItsSize =
                stream.get().truncated() || found.count() == stream.get().bytes();
        if (!hasItsSize || !found.sha256().equals(stream.get().sha256())) {
            throw new Refusal(
                    Reason.FILE_MISMATCH,
                    "the attachment " + attached.name() + " has another size or SHA-256 than the reply says",
                    "");
        }
    }
}
