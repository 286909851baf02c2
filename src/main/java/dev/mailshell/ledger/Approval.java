package dev.mailshell.ledger;

import dev.mailshell.model.CommandKey;
import java.time.Instant;

/**
 * A command that waits for approvals.
 *
 * @param mail where it waits, sealed as it came
 * @param digest of the request that the approvers get, a SHA-256 in lower-case hex
 * @param nonce what the request holds that nobody knows but those who get it; without it, the requester could tell the digest
 * @param needed how many different approvers have to approve
 * @param expiresAt from then on no vote counts
 * @param validUntil from then on it does not go on, even if it was approved
 */
public record Approval(
        CommandKey key,
        StoredMail mail,
        String digest,
        String nonce,
        int needed,
        Instant expiresAt,
        Instant validUntil) {}
