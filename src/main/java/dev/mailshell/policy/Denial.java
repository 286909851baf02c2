package dev.mailshell.policy;

import dev.mailshell.model.Explanation;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Verdict;

/** A verdict that says no. */
final class Denial {

    private Denial() {}

    static Verdict.Denied of(String rule, Reason reason, String fact, String hint) {
        return new Verdict.Denied(rule, new Explanation(reason, fact, hint));
    }
}
