package dev.mailshell.ledger;

import dev.mailshell.model.CommandKey;
import java.time.Instant;

/**
 * A command that waits for approvals.
 *
 * @param mail where it waits, sealed as it came
 * @param digest of the request that the approvers get, a SHA-256 in lower-case hex
 * @param needed how many different approvers have to approve
 * @param expiresAt from then on no vote counts
 * @param validUntil from then on it does not go on, even if it was approved
 */
public record Approval(
        CommandKey key, StoredMail mail, String digest, int needed, Instant expiresAt, Instant validUntil) {}
