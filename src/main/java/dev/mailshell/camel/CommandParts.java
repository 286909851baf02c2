package dev.mailshell.camel;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mailshell.ledger.Kept;
import dev.mailshell.ledger.Ledger;
import dev.mailshell.ledger.LedgerEntry;
import dev.mailshell.ledger.PartFolder;
import dev.mailshell.ledger.PartialMessage;
import dev.mailshell.model.Command;
import dev.mailshell.model.CommandKey;
import dev.mailshell.model.Explanation;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.Form;
import dev.mailshell.model.MessageFormat;
import dev.mailshell.model.Question;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Verdict;
import dev.mailshell.policy.Policy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the parts of a command until all of them are there. Nothing is accepted before, and nothing kept that would be denied. */
public final class CommandParts {

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.command");

    private final PartFolder parts;
    private final LedgerSteps steps;
    private final Ledger ledger;
    private final Policy policy;
    private final Freshness freshness;
    private final ObjectMapper json;
    private final Trail trail;

    CommandParts(
            PartFolder parts,
            LedgerSteps steps,
            Ledger ledger,
            Policy policy,
            Freshness freshness,
            ObjectMapper json,
            Trail trail) {
        this.parts = parts;
        this.steps = steps;
        this.ledger = ledger;
        this.policy = policy;
        this.freshness = freshness;
        this.json = json;
        this.trail = trail;
    }

    /**
     * Lets a command pass once it is whole, or at once if it is not going to run; a part of which others are missing goes no further.
     *
     * @throws Refusal if it contradicts the parts that are there, or there is no room for it
     */
    public void collect(Exchange exchange) throws IOException, Refusal {
        if (Facts.form(exchange) == Form.HUMAN) {
            // One mail, whose files were joined when it was read.
            return;
        }
        Command command = Facts.COMMAND.of(exchange);
        Path entity = Facts.OPENED.of(exchange).entity();
        // What is answered already, or will not run, goes the way of a whole command: it ends there for the same
        // reason.
        if (command.parts() == 1 || ledger.find(command.key()).isPresent() || !mayRun(command)) {
            Facts.JOINED.set(exchange, JoinedMessage.of(List.of(entity)));
            return;
        }
        PartialMessage message = keep(command, format(exchange, command.key()), entity);
        trail.happened(command.id().toString(), "part " + command.part() + " of " + command.parts() + " received");
        if (message.isComplete()) {
            exchange.getExchangeExtension().addOnCompletion(new Removing(command.key()));
            Facts.JOINED.set(exchange, JoinedMessage.of(message.files()));
        } else {
            exchange.setRouteStop(true);
        }
    }

    private boolean mayRun(Command command) {
        // What has to wait for approvals comes in one mail, in which it waits.
        return freshness.isFresh(command)
                && !command.options().explain()
                && policy.decide(
                                command.from(),
                                command.invocation(),
                                command.options(),
                                new LedgerHistory(ledger, command.key()),
                                freshness.now())
                        instanceof Verdict.Allowed allowed
                && allowed.conditions().approvals().isEmpty();
    }

    /** Whoever sends parts in two formats reads both. */
    private Optional<MessageFormat> format(Exchange exchange, CommandKey key) throws IOException {
        Optional<PartialMessage> before = parts.find(key);
        return before.isPresent() ? kept(before.get()).format() : Facts.FORMAT.find(exchange);
    }

    private PartialMessage keep(Command command, Optional<MessageFormat> format, Path entity)
            throws IOException, Refusal {
        byte[] document = new KeptCommand(command, format).document(json);
        Kept kept = parts.keep(command.key(), document, command.part(), command.parts(), entity);
        if (kept instanceof Kept.Stored stored) {
            return stored.message();
        }
        if (kept instanceof Kept.NoRoom full) {
            throw new Refusal(
                    Reason.PART_BEYOND_LIMIT, full.fact(), "send it again when other commands in parts have ended");
        }
        throw new Unanswerable(
                Reason.PART_CONTRADICTS,
                "part " + command.part() + " says something else than the parts of " + command.key()
                        + " that are here");
    }

    /** The commands that were not whole in time; what has ended is deleted. */
    public List<PartialMessage> expired() throws IOException {
        List<PartialMessage> expired = new ArrayList<>();
        for (PartialMessage message : parts.all()) {
            Optional<LedgerEntry> known = ledger.find(message.key());
            if (known.isPresent()) {
                // Before that, its job may still be about to read them.
                if (known.get().ending().isPresent()) {
                    parts.remove(message.key());
                }
            } else if (!freshness.isFresh(kept(message).command())) {
                expired.add(message);
            }
        }
        return expired;
    }

    /** Ends a command of which parts are missing; goes no further if it was answered meanwhile. */
    public void expire(Exchange exchange) throws IOException {
        PartialMessage message = exchange.getMessage().getBody(PartialMessage.class);
        KeptCommand kept = kept(message);
        Command command = kept.command();
        exchange.getExchangeExtension().addOnCompletion(new Removing(message.key()));
        Facts.COMMAND.set(exchange, command);
        Facts.COMMAND_KEY.set(exchange, command.key());
        Facts.RECEIVED_AT.set(exchange, message.lastArrival());
        Facts.setQuestion(exchange, new Question(Form.MACHINE, kept.format(), Optional.empty()));
        if (!steps.accept(exchange, command.key(), command.issuedAt())) {
            exchange.setRouteStop(true);
            return;
        }
        Explanation why = new Explanation(
                Reason.EXPIRED,
                "only " + message.kept().size() + " of " + message.parts() + " parts came in time ("
                        + freshness.times(command, "ended") + "), so it has not run",
                "send it again, with a later --expires if that was short; if it was sent only now, one of the clocks is wrong");
        Facts.OUTCOME.set(exchange, Outcome.Ended.unrun(FinalStatus.EXPIRED, why));
    }

    private KeptCommand kept(PartialMessage message) throws IOException {
        return KeptCommand.read(message, json);
    }

    /** Only what was accepted here: a second copy of the last part must not delete what the first is working on. */
    private final class Removing extends AfterWork {

        private final CommandKey key;

        Removing(CommandKey key) {
            this.key = key;
        }

        @Override
        public void onDone(Exchange exchange) {
            if (Facts.ACCEPTED.find(exchange).isEmpty()) {
                return;
            }
            try {
                parts.remove(key);
            } catch (IOException | UncheckedIOException e) {
                LOG.error("the parts of {} could not be deleted", key, e);
            }
        }
    }
}
