package dev.mailshell.ledger;

import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.Reason;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a command ended, as the ledger keeps it.
 *
 * @param reason why, for the audit log; not known of an ending that is read again
 */
public record Ending(FinalStatus status, OptionalInt exitCode, Instant finishedAt, Optional<Reason> reason) {

    /** An ending of which the reason is not known, or that needs none. */
    public Ending(FinalStatus status, OptionalInt exitCode, Instant finishedAt) {
        this(status, exitCode, finishedAt, Optional.empty());
    }
}
