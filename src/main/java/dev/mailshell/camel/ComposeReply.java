package dev.mailshell.camel;

import dev.mailshell.audit.AuditLog;
import dev.mailshell.model.CommandKey;
import dev.mailshell.model.Form;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Reply;
import java.io.IOException;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Says in a reply how a command ended. */
final class ComposeReply implements Processor {

    private final IdentityName self;
    private final Clock clock;
    private final Supplier<UUID> ids;
    private final KeyWarnings warnings;
    private final AuditLog audit;

    ComposeReply(IdentityName self, Clock clock, Supplier<UUID> ids, KeyWarnings warnings, AuditLog audit) {
        this.self = self;
        this.clock = clock;
        this.ids = ids;
        this.warnings = warnings;
        this.audit = audit;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        CommandKey key = Facts.COMMAND_KEY.of(exchange);
        Account account = account(Facts.OUTCOME.of(exchange), Facts.form(exchange));
        Reply reply = new Reply(
                key.id(),
                ids.get(),
                self,
                Set.of(key.signer()),
                account.status(),
                account.exitCode(),
                account.signal(),
                Facts.RECEIVED_AT.of(exchange),
                account.startedAt(),
                account.finishedAt(),
                account.stdout(),
                account.stderr(),
                account.why(),
                warnings.of(exchange, key.signer()),
                audit.statement(Facts.seen(exchange)),
                1,
                1);
        Facts.COMPOSED.set(exchange, new ComposedReply(reply, account.attachments()));
        exchange.getMessage().setBody(reply);
    }

    private Account account(Outcome outcome, Form form) throws IOException {
        if (outcome instanceof Outcome.Ran ran) {
            return JobAccount.of(ran, form);
        }
        if (outcome instanceof Outcome.Shown shown) {
            return ReplyStreams.account(shown, form, clock.instant());
        }
        return outcome instanceof Outcome.Told told
                ? Account.of(told.text(), clock.instant())
                : Account.of((Outcome.Ended) outcome, clock.instant());
    }
}
