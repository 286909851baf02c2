package dev.mailshell.camel;

import dev.mailshell.model.Command;
import dev.mailshell.model.CommandKey;
import dev.mailshell.model.Explanation;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.Form;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Verdict;
import dev.mailshell.model.Vote;
import dev.mailshell.policy.History;
import dev.mailshell.policy.Policy;
import dev.mailshell.policy.VerdictText;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Asks the policy. */
final class DecideCommand implements Processor {

    private final Policy policy;
    private final MailRoom room;
    private final SecondFactor secondFactor;
    private final ApprovalCheck approvals;
    private final Function<CommandKey, History> histories;
    private final Clock clock;
    private final Refusals refusals;
    private final Trail trail;

    /**
     * @param room what fits into a reply, whatever the policy says
     * @param histories what is known of the past, at a command
     */
    DecideCommand(
            Policy policy,
            MailRoom room,
            SecondFactor secondFactor,
            ApprovalCheck approvals,
            Function<CommandKey, History> histories,
            Clock clock,
            Refusals refusals,
            Trail trail) {
        this.policy = policy;
        this.room = room;
        this.secondFactor = secondFactor;
        this.approvals = approvals;
        this.histories = histories;
        this.clock = clock;
        this.refusals = refusals;
        this.trail = trail;
    }

    @Override
    public void process(Exchange exchange) throws Refusal {
        Command command = Facts.COMMAND.of(exchange);
        // Being named as an approver is the right to vote; whether somebody is, the ledger knows.
        Optional<Vote> vote = vote(command);
        if (vote.isPresent()) {
            count(vote.get(), command, exchange);
            return;
        }
        Verdict verdict = verdict(command, exchange);
        Facts.RULE.set(exchange, verdict.rule());
        if (command.options().explain()) {
            explain(verdict, command, exchange);
        } else if (verdict instanceof Verdict.Allowed allowed) {
            allow(allowed, command, exchange);
        } else if (verdict instanceof Verdict.Answered answered) {
            Facts.VERDICT.set(exchange, "answered");
            Facts.ANSWERED.set(exchange, answered);
        } else if (verdict instanceof Verdict.Denied denied) {
            deny(denied, command, exchange);
        }
    }

    /** Who sends a code believes that it is checked; and whoever asks what a rule says of a vote would be told of another command. */
    private static void count(Vote vote, Command command, Exchange exchange) throws Refusal {
        if (command.options().explain()) {
            throw new Refusal(
                    Reason.FEATURE_UNSUPPORTED,
                    "a vote is not explained, since no rule of the policy decides it",
                    "send it without explain if it shall count");
        }
        if (command.options().totp().isPresent()) {
            throw new Refusal(
                    Reason.FEATURE_UNSUPPORTED, "a vote takes no one-time code", "send the vote without a code");
        }
        Facts.VERDICT.set(exchange, "vote");
        Facts.VOTE.set(exchange, vote);
    }

    private Verdict verdict(Command command, Exchange exchange) {
        Verdict verdict = inLane(Facts.LANE.find(exchange), decide(command, Facts.form(exchange)));
        // What was approved meanwhile used its code up when it came.
        return Facts.APPROVED.find(exchange).isPresent() ? verdict : secondFactor.require(command, verdict);
    }

    private void explain(Verdict verdict, Command command, Exchange exchange) {
        Facts.VERDICT.set(exchange, "explained");
        Facts.OUTCOME.set(exchange, new Outcome.Told(String.join("\n", VerdictText.of(verdict)) + "\n"));
        trail.happened(command.id().toString(), "explained");
    }

    private void allow(Verdict.Allowed allowed, Command command, Exchange exchange) throws Refusal {
        Facts.CATALOG_NAME.set(exchange, allowed.command());
        if (approvals.isMissing(exchange, allowed)) {
            Facts.VERDICT.set(exchange, "waiting");
            return;
        }
        Facts.VERDICT.set(exchange, "allowed");
        Facts.ALLOWED.set(exchange, allowed);
        trail.happened(command.id().toString(), "allowed by rule " + allowed.rule());
    }

    private void deny(Verdict.Denied denied, Command command, Exchange exchange) {
        Refusal refusal = refusal(denied);
        Facts.VERDICT.set(exchange, "denied");
        Facts.OUTCOME.set(exchange, Outcome.Ended.unrun(FinalStatus.DENIED, refusal.explanation()));
        refusals.record(command.key().toString(), refusal);
        trail.happened(command.id().toString(), "denied by rule " + denied.rule());
    }

    /** The vote that it is, if it is one. */
    static Optional<Vote> vote(Command command) {
        return Vote.of(command.invocation());
    }

    private Verdict decide(Command command, Form form) {
        Verdict verdict = policy.decide(
                command.from(),
                command.invocation(),
                command.options(),
                histories.apply(command.key()),
                clock.instant());
        return verdict instanceof Verdict.Allowed allowed ? withinMail(allowed, form) : verdict;
    }

    /** Nothing runs in the express lane, and nothing comes to wait there. Only a policy that changed since the look at it lets such a command come there. */
    private static Verdict inLane(Optional<Lane> lane, Verdict verdict) {
        boolean mayRun = lane.isEmpty() || lane.get() == Lane.ORDINARY;
        return mayRun || !(verdict instanceof Verdict.Allowed allowed)
                ? verdict
                : new Verdict.Denied(
                        allowed.rule(),
                        new Explanation(Reason.BUSY, "the policy changed while the command waited", "send it again"));
    }

    private Verdict withinMail(Verdict.Allowed allowed, Form form) {
        long inline = Math.min(room.inline(), allowed.limits().inlineOutput());
        return allowed.withOutput(inline, form == Form.HUMAN ? room.readableStream(inline) : room.stream());
    }

    /** With the rule in its message: who is denied can ask for a change of exactly that. */
    private static Refusal refusal(Verdict.Denied denied) {
        Explanation why = denied.why();
        return new Refusal(why.code(), why.message() + " (rule " + denied.rule() + ")", why.hint());
    }
}
