package dev.mailshell.camel;

import dev.mailshell.config.LogContent;
import dev.mailshell.journal.CommandLog;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Invocation;
import dev.mailshell.model.Reply;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Exchange;

/** What a client's logs say of each command, once a server has answered it or it is known that it was not sent. */
final class ClientLog {

    /** Of {@code logs/commands.csv}. */
    static final List<String> COLUMNS = List.of(
            "sent",
            "id",
            "client",
            "server",
            "command",
            "status",
            "exit-code",
            "reason",
            "message",
            "received",
            "started",
            "finished",
            "answered",
            "seconds",
            "stdout-bytes",
            "stderr-bytes");

    private final CommandLog log;
    private final LogContent content;
    private final IdentityName self;
    private final SentInvocations invocations;
    private final InstantSource clock;

    ClientLog(CommandLog log, LogContent content, IdentityName self, SentInvocations invocations, InstantSource clock) {
        this.log = log;
        this.content = content;
        this.self = self;
        this.invocations = invocations;
        this.clock = clock;
    }

    /** Remembers what a command was, for when it is answered. */
    void sending(UUID id, Invocation invocation) {
        invocations.remember(id, invocation);
    }

    /** Each of its servers has it. */
    void sent(Exchange exchange, UUID id) {
        log.tell(id, CommandText.at(clock.instant()) + " sent\n" + CommandEntry.steps(Facts.STORY.find(exchange)));
    }

    /** @param sent when it was first sent to any server, if that is known */
    void answered(Exchange exchange, Reply reply, Optional<Instant> sent) {
        CommandEntry entry = entry(reply.id())
                .put("sent", sent)
                .put("server", reply.from())
                .put("answered", clock.instant())
                .answered(reply);
        add(entry, exchange);
    }

    /** It will not be sent any more. */
    void unsent(Exchange exchange, UUID id, Unsent why, Optional<Instant> sent) {
        CommandEntry entry = entry(id)
                .put("sent", sent)
                .put("server", why.server())
                .put("status", "not-sent")
                .put("reason", why.reason())
                .inWords(why.fact());
        add(entry, exchange);
    }

    private CommandEntry entry(UUID id) {
        return new CommandEntry(id, COLUMNS, content).put("client", self).put("command", command(id));
    }

    private Optional<String> command(UUID id) {
        Optional<Invocation> invocation = invocations.find(id);
        return content.tellsCommands()
                ? invocation.map(InvocationText::of)
                : invocation.filter(Invocation.Run.class::isInstance).map(run -> ((Invocation.Run) run).name());
    }

    private void add(CommandEntry entry, Exchange exchange) {
        entry.into(log, clock.instant(), Facts.STORY.find(exchange));
    }
}
