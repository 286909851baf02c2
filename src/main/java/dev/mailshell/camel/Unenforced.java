package dev.mailshell.camel;

import dev.mailshell.model.Conditions;
import dev.mailshell.model.Explanation;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Verdict;
import java.util.Optional;

/** What a policy can demand and nothing here sees to yet. It is refused: a demand that is not met must not look like one that is. */
final class Unenforced {

    private Unenforced() {}

    /** The denial of a verdict that takes what is not there; empty if all that it takes is. */
    static Optional<Verdict> in(Verdict verdict) {
        if (verdict instanceof Verdict.Allowed allowed) {
            return ofConditions(allowed.rule(), allowed.conditions());
        }
        return verdict instanceof Verdict.Answered answered
                ? Optional.of(denied(answered.rule(), "answers of its own"))
                : Optional.empty();
    }

    private static Optional<Verdict> ofConditions(String rule, Conditions conditions) {
        return conditions.slots().isEmpty()
                ? Optional.empty()
                : Optional.of(denied(rule, "the concurrency of one command or role"));
    }

    private static Verdict denied(String rule, String what) {
        return new Verdict.Denied(
                rule,
                new Explanation(
                        Reason.FEATURE_UNSUPPORTED,
                        "the policy demands " + what + ", which this server does not have yet",
                        "ask the operator of this server to take it out of the policy, or to update the server"));
    }
}
