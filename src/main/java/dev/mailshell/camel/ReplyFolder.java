package dev.mailshell.camel;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mailshell.ledger.SentCommands;
import dev.mailshell.mime.MimeEntity;
import dev.mailshell.mime.PrivateFile;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Reply;
import dev.mailshell.model.StreamOutput;
import java.io.IOException;
import java.io.InputStream;
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
    private final Clock clock;

    ReplyFolder(Path folder, ObjectMapper json, SentCommands sent, Clock clock) {
        this.folder = folder;
        this.json = json;
        this.sent = sent;
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        Reply reply = exchange.getMessage().getBody(Reply.class);
        ReplyName name = ReplyName.of(reply, sent.servers(reply.id()));
        MimeEntity signed = MimeEntity.read(Facts.OPENED.of(exchange).entity());
        storeAttached(signed, name, reply.stdout());
        storeAttached(signed, name, reply.stderr());
        byte[] text = ReplyText.of(reply, name).getBytes(StandardCharsets.UTF_8);
        byte[] document = json.writerWithDefaultPrettyPrinter().writeValueAsBytes(reply);
        PrivateFile.publish(folder.resolve(name.text()), out -> out.write(text));
        PrivateFile.publish(folder.resolve(name.json()), out -> out.write(document));
        sent.answered(reply.id(), reply.from(), clock.instant());
    }

    private void storeAttached(MimeEntity signed, ReplyName name, Optional<StreamOutput> stream) throws Exception {
        if (stream.isPresent() && stream.get().content() instanceof StreamOutput.Attachment attached) {
            if (!STREAMS.contains(attached.name())) {
                throw new Refusal(Reason.REPLY_INVALID, "the reply calls an attachment neither stdout nor stderr", "");
            }
            try (InputStream content = part(signed, attached.name()).content()) {
                PrivateFile.publish(folder.resolve(name.attachment(attached.name())), content::transferTo);
            }
        }
    }

    private static MimeEntity part(MimeEntity signed, String fileName) throws IOException, Refusal {
        for (MimeEntity part : signed.parts()) {
            if (part.fileName().filter(fileName::equals).isPresent()) {
                return part;
            }
        }
        throw new Refusal(Reason.REPLY_INVALID, "the reply names an attachment that it does not have", "");
    }
}
