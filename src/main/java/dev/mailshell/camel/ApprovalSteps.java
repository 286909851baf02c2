package dev.mailshell.camel;

import dev.mailshell.ledger.Approval;
import dev.mailshell.ledger.ApprovalBounds;
import dev.mailshell.ledger.ApprovalEntry;
import dev.mailshell.ledger.ApprovalState;
import dev.mailshell.ledger.Asked;
import dev.mailshell.ledger.CommandState;
import dev.mailshell.ledger.Counted;
import dev.mailshell.ledger.Ledger;
import dev.mailshell.ledger.LedgerEntry;
import dev.mailshell.ledger.SealedMail;
import dev.mailshell.model.CommandKey;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Reason;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;

/** Approvals, as routes use them. */
public final class ApprovalSteps {

    /** Each that waits holds its mail in the vault, and has to be opened again after a start. */
    private static final ApprovalBounds BOUNDS = new ApprovalBounds(16, 200);

    private final Ledger ledger;
    private final WaitingCommands waiting;
    private final Freshness freshness;
    private final Refusals refusals;
    private final Trail trail;

    ApprovalSteps(Ledger ledger, WaitingCommands waiting, Freshness freshness, Refusals refusals, Trail trail) {
        this.ledger = ledger;
        this.waiting = waiting;
        this.freshness = freshness;
        this.refusals = refusals;
        this.trail = trail;
    }

    /**
     * Commits that the command waits, with its sealed requests; the body becomes the ids of their outbox entries.
     *
     * @throws Refusal if it was called back before, or too many wait already
     */
    public void ask(Exchange exchange) throws Refusal {
        ApprovalRequest request = Facts.REQUEST.of(exchange);
        CommandKey key = Facts.COMMAND_KEY.of(exchange);
        Approval approval = new Approval(
                key,
                Facts.STORED.of(exchange),
                request.digest(),
                request.settled().nonce(),
                request.rule().count(),
                request.settled().expiresAt(),
                request.settled().validUntil());
        waiting.force();
        Asked asked = ledger.approvals().ask(approval, request.rule().approvers(), sealed(exchange), BOUNDS);
        if (asked instanceof Asked.Cancelled cancelled) {
            throw new Refusal(JobAccount.cancelledBefore(cancelled.by()));
        }
        if (asked instanceof Asked.NoRoom full) {
            throw new Refusal(
                    Reason.APPROVAL_BEYOND_LIMIT, full.fact(), "send it again when some of them have been decided");
        }
        waiting.keep(exchange);
        trail.happened(key.id().toString(), "waits for approvals, request sha256:" + request.digest());
        exchange.getMessage().setBody(((Asked.Waits) asked).entries());
    }

    private static Map<IdentityName, SealedMail> sealed(Exchange exchange) {
        Map<IdentityName, SealedMail> sealed = new HashMap<>();
        Map<?, ?> mails = exchange.getMessage().getBody(Map.class);
        mails.forEach((approver, mail) -> sealed.put((IdentityName) approver, (SealedMail) mail));
        return sealed;
    }

    /** Counts a vote and says to the voter what holds now; the body becomes the keys of commands that it decides, one or none. */
    public void vote(Exchange exchange) {
        CommandKey key = Facts.COMMAND_KEY.of(exchange);
        Counted counted = ledger.approvals().vote(key, Facts.VOTE.of(exchange), freshness.now());
        List<CommandKey> decided = List.of();
        if (counted instanceof Counted.Valid valid) {
            Approval approval = valid.entry().approval();
            trail.happened(
                    approval.key().id().toString(),
                    (Facts.VOTE.of(exchange).approves() ? "approved by " : "denied by ") + key.signer());
            Facts.OUTCOME.set(exchange, VoteAnswer.of(valid.entry()));
            decided = valid.entry().state() == ApprovalState.WAITING ? List.of() : List.of(approval.key());
        } else {
            Refusal refusal = VoteAnswer.refusal(counted);
            refusals.record(key.toString(), refusal);
            Facts.OUTCOME.set(exchange, Outcome.Ended.unrun(FinalStatus.DENIED, refusal.explanation()));
        }
        exchange.getMessage().setBody(decided);
    }

    /** The keys of commands whose wait is over, and that have neither gone on nor been answered. */
    public List<CommandKey> decided() {
        return ledger.approvals().decided(freshness.now());
    }

    /**
     * Takes up what came of the wait of the command whose key is the body: the body becomes the mail that it goes on in, or the outcome
     * is what its client is told. Goes no further if somebody did so before.
     */
    public void takeUp(Exchange exchange) {
        CommandKey key = exchange.getMessage().getBody(CommandKey.class);
        // What comes with the vote is about the vote.
        exchange.removeProperties("*");
        Optional<LedgerEntry> known = ledger.find(key).filter(entry -> entry.state() == CommandState.ACCEPTED);
        Optional<ApprovalEntry> wait = ledger.approvals().find(key);
        if (known.isEmpty() || wait.isEmpty()) {
            exchange.setRouteStop(true);
            return;
        }
        switch (wait.get().state()) {
            case WAITING, RESUMED -> exchange.setRouteStop(true);
            case APPROVED -> goOn(exchange, wait.get().approval());
            default -> end(exchange, known.get(), wait.get());
        }
    }

    private void goOn(Exchange exchange, Approval approval) {
        if (!waiting.callFor(approval.mail())) {
            exchange.setRouteStop(true);
            return;
        }
        Facts.DECISION.set(exchange, "approved");
        exchange.getMessage().setBody(approval.mail());
    }

    private void end(Exchange exchange, LedgerEntry known, ApprovalEntry wait) {
        waiting.drop(wait.approval().mail());
        Facts.DECISION.set(exchange, "ended");
        Facts.COMMAND_KEY.set(exchange, known.key());
        Facts.setQuestion(exchange, known.question());
        Facts.RECEIVED_AT.set(exchange, known.receivedAt());
        Facts.OUTCOME.set(exchange, VoteAnswer.end(wait, ledger.cancelledBy(known.key())));
        trail.happened(known.key().id().toString(), "not approved, " + wait.state());
    }
}
