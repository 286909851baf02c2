package dev.mailshell.camel;

import dev.mailshell.human.Signing;
import dev.mailshell.model.Command;
import dev.mailshell.model.CommandKey;
import dev.mailshell.model.DigestId;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.Form;
import dev.mailshell.model.Reason;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Turns the failure of a step into the one final answer that the client gets, or ends the exchange if none may be given. */
final class FailedCommand implements Processor {

    /** What keeps an allowed command from running, by no fault of anything here. */
    private static final Set<Reason> NOT_RUN = Set.of(Reason.FILE_MISMATCH, Reason.EXTRA_PART, Reason.BUSY);

    private final LedgerSteps ledger;
    private final Freshness freshness;
    private final Refusals refusals;

    FailedCommand(LedgerSteps ledger, Freshness freshness, Refusals refusals) {
        this.ledger = ledger;
        this.freshness = freshness;
        this.refusals = refusals;
    }

    @Override
    public void process(Exchange exchange) {
        Refusal refusal = Refusal.of(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class));
        boolean accepted = Facts.ACCEPTED.find(exchange).orElse(false);
        if (!accepted && refusal.reason() == Reason.INTERNAL) {
            // The intent is not on disk, so nothing can have run: the mail is worth another attempt.
            Facts.RETRY.set(exchange, refusal.mayPass());
            refusals.record(Facts.STORED.of(exchange).name(), refusal);
            exchange.setRouteStop(true);
        } else if (accepted || accept(exchange, refusal)) {
            answer(exchange, refusal);
        } else {
            exchange.setRouteStop(true);
        }
    }

    private boolean accept(Exchange exchange, Refusal refusal) {
        try {
            Optional<Command> command = Facts.COMMAND.find(exchange);
            if (command.isEmpty() && !Facts.OPENED.of(exchange).encrypted()) {
                // Signed mail is read by many: whoever passes it on to us must not have its signer bothered by answers.
                throw new Unanswerable(refusal.reason(), refusal.getMessage());
            }
            return command.isPresent() ? accept(exchange, command.get()) : acceptUnreadable(exchange);
        } catch (Unanswerable unanswerable) {
            refusals.record(Facts.STORED.of(exchange).name(), unanswerable);
            return false;
        }
    }

    private boolean accept(Exchange exchange, Command command) throws Unanswerable {
        freshness.requireRemembered(command.issuedAt());
        return ledger.accept(exchange, command.key(), command.issuedAt());
    }

    /** A command that cannot be read is known by its signer and the digest of the signed bytes. */
    private boolean acceptUnreadable(Exchange exchange) throws Unanswerable {
        Signing signing = ReadTypedCommand.signing(Facts.OPENED.of(exchange));
        freshness.requireRemembered(signing.at());
        boolean typed = Facts.form(exchange) == Form.HUMAN;
        CommandKey key = new CommandKey(
                signing.signer(),
                typed ? signing.id() : DigestId.of(HexFormat.of().parseHex(signing.sha256())));
        Facts.COMMAND_KEY.set(exchange, key);
        return ledger.accept(exchange, key, signing.at());
    }

    private void answer(Exchange exchange, Refusal refusal) {
        CommandKey key = Facts.COMMAND_KEY.of(exchange);
        refusals.record(key.toString(), refusal);
        Facts.OUTCOME.set(exchange, Outcome.Ended.unrun(status(exchange, refusal.reason()), refusal.explanation()));
    }

    private static FinalStatus status(Exchange exchange, Reason reason) {
        if (reason == Reason.CANCELLED) {
            return FinalStatus.CANCELLED;
        }
        boolean isRefused = NOT_RUN.contains(reason);
        if (Facts.ALLOWED.find(exchange).isPresent() && !isRefused) {
            return FinalStatus.FAILED;
        }
        return switch (reason) {
            case EXPIRED -> FinalStatus.EXPIRED;
            case RESTORED -> FinalStatus.INTERRUPTED;
            case INTERNAL -> FinalStatus.FAILED;
            default -> FinalStatus.DENIED;
        };
    }
}
