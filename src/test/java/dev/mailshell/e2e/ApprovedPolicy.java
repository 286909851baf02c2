package dev.mailshell.e2e;

import dev.mailshell.model.ApprovalRule;
import dev.mailshell.model.CommandOptions;
import dev.mailshell.model.Conditions;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Invocation;
import dev.mailshell.model.Verdict;
import dev.mailshell.policy.History;
import dev.mailshell.policy.Offer;
import dev.mailshell.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Another policy, in which each allowed command needs approvals. */
record ApprovedPolicy(Policy policy, int count, Duration expires, List<String> approvers) implements Policy {

    @Override
    public Verdict decide(
            IdentityName client, Invocation invocation, CommandOptions options, History history, Instant now) {
        Verdict verdict = policy.decide(client, invocation, options, history, now);
        return verdict instanceof Verdict.Allowed allowed
                ? new Verdict.Allowed(
                        allowed.rule(), allowed.command(), allowed.argv(), allowed.limits(), conditions(client))
                : verdict;
    }

    private Conditions conditions(IdentityName client) {
        Set<IdentityName> others = approvers.stream()
                .map(IdentityName::new)
                .filter(approver -> !approver.equals(client))
                .collect(Collectors.toSet());
        return new Conditions(
                Optional.empty(), Optional.of(new ApprovalRule(count, others, expires)), Conditions.NONE.slots());
    }

    @Override
    public List<Offer> offers(IdentityName client) {
        return policy.offers(client);
    }

    @Override
    public Duration maxAge() {
        return policy.maxAge();
    }

    @Override
    public int concurrency() {
        return policy.concurrency();
    }

    @Override
    public boolean acceptsSignedOnly() {
        return policy.acceptsSignedOnly();
    }

    @Override
    public long maxInput() {
        return policy.maxInput();
    }
}
