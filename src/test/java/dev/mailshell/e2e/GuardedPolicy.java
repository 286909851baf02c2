package dev.mailshell.e2e;

import dev.mailshell.model.CommandOptions;
import dev.mailshell.model.Conditions;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Invocation;
import dev.mailshell.model.Verdict;
import dev.mailshell.policy.History;
import dev.mailshell.policy.Policy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Another policy, but all that it allows needs the one-time code of its client. */
record GuardedPolicy(Policy inner) implements Policy {

    @Override
    public Verdict decide(
            IdentityName client, Invocation invocation, CommandOptions options, History history, Instant now) {
        CommandOptions without = new CommandOptions(
                options.timeout(), options.stdin(), Optional.empty(), options.explain(), options.collect());
        Conditions code = new Conditions(Optional.of("totp/" + client), Optional.empty(), List.of());
        Verdict verdict = inner.decide(client, invocation, without, history, now);
        return verdict instanceof Verdict.Allowed allowed
                ? new Verdict.Allowed(allowed.rule(), allowed.argv(), allowed.limits(), code)
                : verdict;
    }

    @Override
    public Duration maxAge() {
        return inner.maxAge();
    }

    @Override
    public int concurrency() {
        return inner.concurrency();
    }

    @Override
    public boolean acceptsSignedOnly() {
        return inner.acceptsSignedOnly();
    }

    @Override
    public long maxInput() {
        return inner.maxInput();
    }
}
