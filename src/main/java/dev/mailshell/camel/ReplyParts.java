package dev.mailshell.camel;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mailshell.ledger.Kept;
import dev.mailshell.ledger.PartFolder;
import dev.mailshell.ledger.PartialMessage;
import dev.mailshell.ledger.SentCommands;
import dev.mailshell.mime.PrivateFile;
import dev.mailshell.model.CommandKey;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the parts of a reply until all of them are there, in whatever order they come. */
public final class ReplyParts {

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.reply");

    /** A server that still tries to send a part after so long is not one to wait for. */
    private static final Duration PATIENCE = Duration.ofDays(30);

    private final PartFolder parts;
    private final Path replies;
    private final ObjectMapper json;
    private final SentCommands sent;
    private final Clock clock;
    private final Trail trail;

    ReplyParts(PartFolder parts, Path replies, ObjectMapper json, SentCommands sent, Clock clock, Trail trail) {
        this.parts = parts;
        this.replies = replies;
        this.json = json;
        this.sent = sent;
        this.clock = clock;
        this.trail = trail;
    }

    /**
     * Lets an expected reply pass once it is whole; a part of which others are missing goes no further.
     *
     * @throws Refusal if it contradicts the parts that are there, or there is no room for it
     */
    public void collect(Exchange exchange) throws IOException, Refusal {
        Reply reply = exchange.getMessage().getBody(Reply.class);
        Path entity = Facts.OPENED.of(exchange).entity();
        if (reply.parts() == 1) {
            Facts.JOINED.set(exchange, JoinedMessage.of(List.of(entity)));
            return;
        }
        PartialMessage message = keep(reply, entity);
        if (message.isComplete()) {
            Facts.JOINED.set(exchange, JoinedMessage.of(message.files()));
        } else {
            note(message, "the others are under way, or wait in the server's outbox");
            exchange.setRouteStop(true);
        }
        trail.happened(reply.id().toString(), "part " + reply.part() + " of " + reply.parts() + " received");
    }

    private PartialMessage keep(Reply reply, Path entity) throws IOException, Refusal {
        // All parts say the same but for their number, so this is the same for all.
        byte[] document = json.writeValueAsBytes(reply.inPart(1, reply.parts()));
        Kept kept = parts.keep(key(reply), document, reply.part(), reply.parts(), entity);
        if (kept instanceof Kept.Stored stored) {
            return stored.message();
        }
        if (kept instanceof Kept.NoRoom full) {
            throw new Refusal(Reason.PART_BEYOND_LIMIT, full.fact(), "");
        }
        throw new Refusal(
                Reason.PART_CONTRADICTS,
                "part " + reply.part() + " says something else than the parts that are here",
                "");
    }

    /** Deletes what was kept of a reply: it is filed, or will never be. */
    void discard(Reply reply) throws IOException {
        discard(key(reply));
    }

    private void discard(CommandKey key) throws IOException {
        parts.remove(key);
        Files.deleteIfExists(replies.resolve(name(key).partial()));
    }

    /** Deletes the parts of replies that nobody waits for any more, or that will never be whole. */
    public void prune() throws IOException {
        for (PartialMessage message : parts.all()) {
            CommandKey key = message.key();
            if (!sent.awaits(key.id(), key.signer())) {
                discard(key);
            } else if (message.lastArrival().plus(PATIENCE).isBefore(clock.instant())) {
                LOG.warn("the reply of {} to {} is given up: {}", key.signer(), key.id(), fact(message));
                parts.remove(key);
                note(message, "the others did not come, so these were deleted; send the command again");
            }
        }
    }

    private void note(PartialMessage message, String hint) throws IOException {
        String text = "error: " + fact(message) + "\nhint: " + hint + "\n";
        PrivateFile.publish(
                replies.resolve(name(message.key()).partial()),
                out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String fact(PartialMessage message) {
        return message.kept().size() + " of " + message.parts() + " parts of the reply have come";
    }

    private ReplyName name(CommandKey key) {
        return ReplyName.of(key.id(), key.signer(), sent.servers(key.id()));
    }

    private static CommandKey key(Reply reply) {
        return new CommandKey(reply.from(), reply.id());
    }
}
