package dev.mailshell.model;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * A command as its signer wrote it; every field comes from signed bytes.
 *
 * @param part the number of this part, from 1
 * @param parts how many parts there are, at least 1
 */
public record Command(
        UUID id,
        IdentityName from,
        Set<IdentityName> to,
        Instant issuedAt,
        Instant expiresAt,
        Invocation invocation,
        CommandOptions options,
        int part,
        int parts) {

    /** The most parts that a command may come in. */
    public static final int MAX_PARTS = 1000;

    /** The most servers that one command may name. */
    public static final int MAX_RECIPIENTS = 1000;

    /**
     * Checks what belongs together.
     *
     * @throws InvalidMessage if {@code to} is empty or too large, {@code expiresAt} is not after {@code issuedAt}, or {@code part} is not
     *     one of at most {@link #MAX_PARTS}
     */
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
        if (part < 1 || part > parts || parts > MAX_PARTS) {
            throw new InvalidMessage(
                    Reason.COMMAND_INVALID, "part " + part + " of " + parts + " (expected at most " + MAX_PARTS + ")");
        }
    }

    /** A command in one part. */
    public Command(
            UUID id,
            IdentityName from,
            Set<IdentityName> to,
            Instant issuedAt,
            Instant expiresAt,
            Invocation invocation,
            CommandOptions options) {
        this(id, from, to, issuedAt, expiresAt, invocation, options, 1, 1);
    }

    /**
     * The same command as it stands in another of its parts: nothing else differs between them.
     *
     * @throws InvalidMessage if {@code part} is not one of {@code parts}
     */
    public Command inPart(int part, int parts) {
        return new Command(id, from, to, issuedAt, expiresAt, invocation, options, part, parts);
    }

    /** The same command for a server of whose audit log this was seen. */
    public Command having(SeenSizes seen) {
        return new Command(id, from, to, issuedAt, expiresAt, invocation, options.having(seen), part, parts);
    }

    /** What the ledger knows this command by. */
    public CommandKey key() {
        return new CommandKey(from, id);
    }
}
