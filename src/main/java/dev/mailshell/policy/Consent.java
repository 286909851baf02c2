package dev.mailshell.policy;

import java.time.Duration;
import java.util.List;

/**
 * Whose consent a command takes, in the words of a policy.
 *
 * @param count how many have to approve; at least 1
 * @param from names of roles, groups and clients
 * @param expires how long it waits for them
 */
public record Consent(int count, List<String> from, Duration expires) {

    /** Copies {@code from}. */
    public Consent {
        from = List.copyOf(from);
    }
}
