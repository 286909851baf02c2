package dev.mailshell.camel;

import dev.mailshell.model.Conditions;
import dev.mailshell.model.Confinement;
import dev.mailshell.model.Explanation;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Resources;
import dev.mailshell.model.Verdict;
import java.util.Optional;

/** What a policy can demand and nothing here sees to yet. It is refused: a demand that is not met must not look like one that is. */
final class Unenforced {

    private Unenforced() {}

    /** The denial of a verdict that takes what is not there; empty if all that it takes is. */
    static Optional<Verdict> in(Verdict verdict) {
        if (verdict instanceof Verdict.Allowed allowed) {
            return ofConditions(allowed.rule(), allowed.conditions())
                    .or(() -> ofConfinement(allowed.rule(), allowed.limits().confinement()));
        }
        return verdict instanceof Verdict.Answered answered
                ? ofConditions(answered.rule(), answered.conditions())
                : Optional.empty();
    }

    private static Optional<Verdict> ofConditions(String rule, Conditions conditions) {
        if (conditions.totp().isPresent()) {
            return Optional.of(denied(rule, "one-time codes"));
        }
        return conditions.approvals().map(approvals -> denied(rule, "approvals"));
    }

    private static Optional<Verdict> ofConfinement(String rule, Confinement confinement) {
        boolean plain = confinement.directory().isEmpty()
                && confinement.environment().isEmpty()
                && confinement.sha256().isEmpty()
                && confinement.resources().equals(Resources.UNLIMITED)
                && confinement.sandbox().isEmpty();
        return plain ? Optional.empty() : Optional.of(denied(rule, "more than the user of a program"));
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
