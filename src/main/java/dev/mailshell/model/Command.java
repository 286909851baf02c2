package dev.mailshell.model;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/** A command as its signer wrote it; every field comes from signed bytes. */
public record Command(
        UUID id,
        IdentityName from,
        Set<IdentityName> to,
        Instant issuedAt,
        Instant expiresAt,
        Invocation invocation,
        CommandOptions options) {

    /** The most servers that one command may name. */
    public static final int MAX_RECIPIENTS = 1000;

    /** @throws InvalidMessage if {@code to} is empty or too large, or {@code expiresAt} is not after {@code issuedAt} */
    public Command {
        to = Set.copyOf(to);
        if (to.isEmpty() || to.size() > MAX_RECIPIENTS) {
            throw new InvalidMessage(
                    Reason.COMMAND_INVALID,
                    "to names " + to.size() + " servers (expected 1 to " + MAX_RECIPIENTS + ")");
        }
        if (!expiresAt.isAfter(issuedAt)) {
            throw new InvalidMessage(Reason.COMMAND_INVALID, "expiresAt is not after issuedAt");
        }
    }

    /** What the ledger knows this command by. */
    public CommandKey key() {
        return new CommandKey(from, id);
    }
}
