package dev.mailshell.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;

/**
 * The answer to one command.
 *
 * @param id the id of the command
 * @param replyId its own
 * @param from the server that answers
 * @param to the client that asked
 * @param status how the command ended
 * @param exitCode of the process, if it ran and exited
 * @param signal with which the server ended the process: TERM or KILL
 * @param receivedAt when the server took the command
 * @param startedAt when the process started, if it did
 * @param finishedAt when the status became final
 * @param stdout what the process wrote there, if it ran
 * @param stderr what the process wrote there, if it ran
 * @param reason why, if the status is not {@link FinalStatus#DONE}
 * @param warnings what will go wrong soon, though this command did not suffer from it
 * @param audit what the server says of its audit log; empty before its first checkpoint
 * @param part the number of this part, from 1
 * @param parts how many parts there are, at least 1
 */
public record Reply(
        UUID id,
        UUID replyId,
        IdentityName from,
        Set<IdentityName> to,
        FinalStatus status,
        OptionalInt exitCode,
        Optional<String> signal,
        Instant receivedAt,
        Optional<Instant> startedAt,
        Instant finishedAt,
        Optional<StreamOutput> stdout,
        Optional<StreamOutput> stderr,
        Optional<Explanation> reason,
        List<Warning> warnings,
        Optional<AuditStatement> audit,
        int part,
        int parts) {

    /** The most parts that a reply may come in. */
    public static final int MAX_PARTS = 1000;

    /** The most warnings that a reply may have. */
    public static final int MAX_WARNINGS = 8;

    private static final Set<String> SIGNALS = Set.of("TERM", "KILL");

    /** @throws InvalidMessage if {@code to} is empty, {@code signal} is another one, there are more than {@link #MAX_WARNINGS}, or {@code part} is not one of at most {@link #MAX_PARTS} */
    public Reply {
        to = Set.copyOf(to);
        if (to.isEmpty()) {
            throw new InvalidMessage(Reason.REPLY_INVALID, "to names no client");
        }
        if (signal.isPresent() && !SIGNALS.contains(signal.get())) {
            throw new InvalidMessage(Reason.REPLY_INVALID, "signal is neither TERM nor KILL");
        }
        warnings = List.copyOf(warnings);
        if (warnings.size() > MAX_WARNINGS) {
            throw new InvalidMessage(
                    Reason.REPLY_INVALID,
                    "there are too many warnings (was " + warnings.size() + ", expected at most " + MAX_WARNINGS + ")");
        }
        if (part < 1 || part > parts || parts > MAX_PARTS) {
            throw new InvalidMessage(
                    Reason.REPLY_INVALID, "part " + part + " of " + parts + " (expected at most " + MAX_PARTS + ")");
        }
    }

    /**
     * The same reply as it stands in another of its parts: nothing else differs between them.
     *
     * @throws InvalidMessage if {@code part} is not one of {@code parts}
     */
    public Reply inPart(int part, int parts) {
        return new Reply(
                id,
                replyId,
                from,
                to,
                status,
                exitCode,
                signal,
                receivedAt,
                startedAt,
                finishedAt,
                stdout,
                stderr,
                reason,
                warnings,
                audit,
                part,
                parts);
    }
}
