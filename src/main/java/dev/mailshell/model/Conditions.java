package dev.mailshell.model;

import java.util.List;
import java.util.Optional;

/**
 * What has to be so before a command that a policy allows runs.
 *
 * @param totp the file with the secret that its one-time code is checked by, relative to the home; empty if it needs none
 * @param approvals whose consent it waits for; empty for nobody's
 * @param slots each of them has to have room
 * @param quotas how often it may still be, already checked; for people
 */
public record Conditions(
        Optional<String> totp, Optional<ApprovalRule> approvals, List<Slot> slots, List<Quota> quotas) {

    /** Nothing. */
    public static final Conditions NONE = new Conditions(Optional.empty(), Optional.empty(), List.of());

    /** Copies {@code slots} and {@code quotas}. */
    public Conditions {
        slots = List.copyOf(slots);
        quotas = List.copyOf(quotas);
    }

    /** Conditions without quotas. */
    public Conditions(Optional<String> totp, Optional<ApprovalRule> approvals, List<Slot> slots) {
        this(totp, approvals, slots, List.of());
    }

    /**
     * A bound on how many commands run at once.
     *
     * @param name the entry of the policy that sets it, such as {@code commands.backup}
     * @param most at least 1
     */
    public record Slot(String name, int most) {}

    /**
     * A bound on how often.
     *
     * @param name the entry of the policy that sets it, such as {@code roles.operator}
     * @param rate as the policy writes it, such as {@code 30/min}
     * @param left how many more would be allowed now, after this one
     */
    public record Quota(String name, String rate, int left) {}
}
