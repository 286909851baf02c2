package dev.mailshell.model;

import java.util.List;
import java.util.Optional;

/**
 * What has to be so before a command that a policy allows runs.
 *
 * @param totp the file with the secret that its one-time code is checked by, relative to the home; empty if it needs none
 * @param approvals whose consent it waits for; empty for nobody's
 * @param slots each of them has to have room
 */
public record Conditions(Optional<String> totp, Optional<ApprovalRule> approvals, List<Slot> slots) {

    /** Nothing. */
    public static final Conditions NONE = new Conditions(Optional.empty(), Optional.empty(), List.of());

    /** Copies {@code slots}. */
    public Conditions {
        slots = List.copyOf(slots);
    }

    /**
     * A bound on how many commands run at once.
     *
     * @param name the entry of the policy that sets it, such as {@code commands.backup}
     * @param most at least 1
     */
    public record Slot(String name, int most) {}
}
