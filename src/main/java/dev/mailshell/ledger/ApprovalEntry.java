package dev.mailshell.ledger;

import dev.mailshell.model.IdentityName;
import java.util.Set;

/**
 * What the ledger knows of a command that waits for approvals, or has waited.
 *
 * @param approvedBy who has approved it
 * @param deniedBy who has denied it
 */
public record ApprovalEntry(
        Approval approval, ApprovalState state, Set<IdentityName> approvedBy, Set<IdentityName> deniedBy) {

    /** Copies the sets. */
    public ApprovalEntry {
        approvedBy = Set.copyOf(approvedBy);
        deniedBy = Set.copyOf(deniedBy);
    }
}
