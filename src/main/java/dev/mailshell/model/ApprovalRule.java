package dev.mailshell.model;

import java.time.Duration;
import java.util.Set;

/**
 * Whose consent a command waits for.
 *
 * @param count how many different approvers have to approve; at least 1
 * @param approvers who may, without the client that asked
 * @param expires how long the command waits
 */
public record ApprovalRule(int count, Set<IdentityName> approvers, Duration expires) {

    /** Copies {@code approvers}. */
    public ApprovalRule {
        approvers = Set.copyOf(approvers);
    }
}
