package dev.mailshell.camel;

import dev.mailshell.ledger.ApprovalEntry;
import dev.mailshell.ledger.CommandState;
import dev.mailshell.ledger.Ledger;
import dev.mailshell.ledger.LedgerEntry;
import dev.mailshell.model.BuiltIn;
import dev.mailshell.model.Command;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.Verdict;
import dev.mailshell.policy.Policy;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Answers what the server answers itself. Nothing is started; the commands of others are as if they were not there, unless the policy shows
 * them. The body becomes the keys of commands that were cancelled, one or none.
 */
final class BuiltInAnswers implements Processor {

    private static final int JOBS = 50;

    private final Ledger ledger;
    private final Policy policy;
    private final Cancelling cancelling;
    private final OutputAnswer output;
    private final StoredMailAnswer mails;
    private final ServerFacts server;
    private final Trail trail;

    BuiltInAnswers(
            Ledger ledger,
            Policy policy,
            Cancelling cancelling,
            OutputAnswer output,
            StoredMailAnswer mails,
            ServerFacts server,
            Trail trail) {
        this.ledger = ledger;
        this.policy = policy;
        this.cancelling = cancelling;
        this.output = output;
        this.mails = mails;
        this.server = server;
        this.trail = trail;
    }

    @Override
    public void process(Exchange exchange) throws IOException, InterruptedException {
        Verdict.Answered answered = Facts.ANSWERED.of(exchange);
        exchange.getMessage().setBody(List.of());
        Facts.OUTCOME.set(exchange, outcome(answered, exchange));
        trail.happened(Facts.COMMAND_KEY.of(exchange).id().toString(), "answered by rule " + answered.rule());
    }

    private Outcome outcome(Verdict.Answered answered, Exchange exchange) throws IOException, InterruptedException {
        Command command = Facts.COMMAND.of(exchange);
        KnownCommands known = new KnownCommands(ledger, command.from(), answered.seesAll());
        try {
            return answer(answered.request(), known, exchange);
        } catch (Refusal unknown) {
            return Outcome.Ended.unrun(FinalStatus.FAILED, unknown.explanation());
        }
    }

    private Outcome answer(BuiltIn request, KnownCommands known, Exchange exchange)
            throws Refusal, IOException, InterruptedException {
        if (request instanceof BuiltIn.Output about) {
            return output.of(known.find(about.command()), exchange);
        }
        if (request instanceof BuiltIn.Vault about) {
            return mails.of(about, exchange);
        }
        return new Outcome.Told(text(request, known, exchange));
    }

    private String text(BuiltIn request, KnownCommands known, Exchange exchange) throws Refusal, InterruptedException {
        if (request instanceof BuiltIn.Help) {
            return HelpText.of(known.client(), server.name(), policy.offers(known.client()));
        }
        if (request instanceof BuiltIn.Jobs) {
            return CommandText.list(others(known, exchange), this::wait, known.seesAll());
        }
        if (request instanceof BuiltIn.Status about) {
            LedgerEntry entry = known.find(about.command());
            return CommandText.of(entry, wait(entry), ledger.cancelledBy(entry.key()));
        }
        if (request instanceof BuiltIn.Cancel about) {
            Cancelling.Cancelled cancelled = cancelling.cancel(known, about.command());
            exchange.getMessage().setBody(List.of(cancelled.key()));
            return cancelled.text() + "\n";
        }
        return server.ping(Facts.COMMAND.of(exchange).issuedAt(), Facts.RECEIVED_AT.of(exchange));
    }

    private Optional<ApprovalEntry> wait(LedgerEntry entry) {
        return entry.state() == CommandState.ACCEPTED ? ledger.approvals().find(entry.key()) : Optional.empty();
    }

    /** Who asks is no job. */
    private static List<LedgerEntry> others(KnownCommands known, Exchange exchange) {
        return known.latest(JOBS + 1).stream()
                .filter(entry -> !entry.key().equals(Facts.COMMAND_KEY.of(exchange)))
                .limit(JOBS)
                .toList();
    }
}
