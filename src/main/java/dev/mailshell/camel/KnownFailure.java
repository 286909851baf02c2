package dev.mailshell.camel;

import dev.mailshell.config.ConfigFailure;
import dev.mailshell.crypto.KeyringFailure;
import dev.mailshell.ledger.LedgerFailure;
import java.util.List;

/**
 * What keeps a party from its work and is no fault of the program, in words for its operator, who needs no stack trace.
 *
 * @param hint what to do
 */
public record KnownFailure(String fact, String hint) {

    private static final String STATE_HINT =
            "stop the server that uses the home, one at a time can; or look at the state folder";

    /** All that {@code failure} says; none if it is one that nobody expected. */
    public static List<KnownFailure> in(Exception failure) {
        if (failure instanceof ConfigFailure config) {
            return config.problems().stream()
                    .map(problem -> new KnownFailure(problem.place() + ": " + problem.fact(), problem.hint()))
                    .toList();
        }
        if (failure instanceof KeyringFailure keys) {
            return List.of(new KnownFailure(keys.getMessage(), keys.hint()));
        }
        if (failure instanceof LabRefused refused) {
            return List.of(new KnownFailure(refused.getMessage(), refused.hint()));
        }
        if (failure instanceof RouteProblem routes) {
            return List.of(new KnownFailure(routes.place() + ": " + routes.getMessage(), routes.hint()));
        }
        if (failure instanceof LedgerFailure ledger) {
            return List.of(new KnownFailure(ledger.getMessage(), ledger.hint().isEmpty() ? STATE_HINT : ledger.hint()));
        }
        if (failure instanceof HostRefused refused) {
            return List.of(new KnownFailure(refused.getMessage(), refused.hint()));
        }
        return List.of();
    }
}
