package dev.mailshell.camel;

import dev.mailshell.config.LogContent;
import dev.mailshell.journal.CommandLog;
import dev.mailshell.model.Command;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Reply;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;

/** What a server's logs and counters say of each command whose final status is committed. */
final class ServerLog {

    /** Of {@code logs/commands.csv}. */
    static final List<String> COLUMNS = List.of(
            "received",
            "id",
            "client",
            "server",
            "command",
            "verdict",
            "rule",
            "status",
            "exit-code",
            "reason",
            "message",
            "started",
            "finished",
            "seconds",
            "stdout-bytes",
            "stderr-bytes");

    private final CommandLog log;
    private final LogContent content;
    private final IdentityName self;
    private final Counters counters;

    ServerLog(CommandLog log, LogContent content, IdentityName self, Counters counters) {
        this.log = log;
        this.content = content;
        this.self = self;
        this.counters = counters;
    }

    /** Once for each command, when nothing can change how it ended. */
    void ended(Exchange exchange) {
        Reply reply = Facts.COMPOSED.of(exchange).reply();
        counters.countEnded(reply);
        CommandEntry entry = new CommandEntry(reply.id(), COLUMNS, content)
                .put("client", Facts.COMMAND_KEY.of(exchange).signer())
                .put("server", self)
                .put("command", command(exchange))
                .put("verdict", Facts.VERDICT.find(exchange))
                .put("rule", Facts.RULE.find(exchange))
                .answered(reply);
        entry.into(log, reply.finishedAt(), Facts.STORY.find(exchange));
    }

    /** What the policy calls it is the operator's word; all else is the client's. */
    private Optional<String> command(Exchange exchange) {
        Optional<String> whole = Facts.COMMAND
                .find(exchange)
                .map(Command::invocation)
                .filter(invocation -> content.tellsCommands())
                .map(InvocationText::of);
        return whole.or(() -> Facts.CATALOG_NAME.find(exchange));
    }
}
