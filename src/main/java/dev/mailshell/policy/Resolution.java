package dev.mailshell.policy;

import dev.mailshell.model.BuiltIn;
import dev.mailshell.model.Reason;
import java.util.List;
import java.util.Optional;

/** What an invocation comes to, before anybody asks when and how often. */
sealed interface Resolution {

    /** It is this command of the catalog with exactly this argv. */
    record Resolved(CatalogCommand command, List<String> argv) implements Resolution {}

    /** It is for the server itself to answer. */
    record Asked(CatalogCommand.Own command, BuiltIn request) implements Resolution {}

    /** It is nothing that may run; {@code rule} is the entry that says so. Without a hint of its own, what may run is one. */
    record Refused(String rule, Reason reason, String fact, Optional<String> hint) implements Resolution {}

    /** A value does not suit. */
    static Resolution refused(String rule, String fact) {
        return new Refused(rule, Reason.ARGUMENT_REFUSED, fact, Optional.empty());
    }
}
