package dev.mailshell.camel;

import dev.mailshell.model.Command;
import dev.mailshell.model.Reason;
import dev.mailshell.model.TimeSpan;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What time says about a command. */
final class Freshness {

    /** How far a client's clock may be ahead of ours. */
    static final Duration TOLERANCE = Duration.ofMinutes(5);
    /** How long the ledger remembers that a command was answered; what is older gets no answer. */
    static final Duration MEMORY = Duration.ofDays(30);

    private final Clock clock;
    private final Duration maxAge;
    private final Optional<Instant> restoredAt;

    /** Of a ledger that has forgotten nothing. */
    Freshness(Clock clock, Duration maxAge) {
        this(clock, maxAge, Optional.empty());
    }

    /** @param restoredAt when the ledger was last opened as a copy out of a backup */
    Freshness(Clock clock, Duration maxAge, Optional<Instant> restoredAt) {
        this.clock = clock;
        this.maxAge = maxAge;
        this.restoredAt = restoredAt;
    }

    Instant now() {
        return clock.instant();
    }

    /** Until when the ledger has to remember what was issued then: age alone refuses it afterwards. */
    Instant rememberUntil(Instant issuedAt) {
        Instant now = clock.instant();
        return (issuedAt.isAfter(now) ? issuedAt : now)
                .plus(maxAge)
                .plus(MEMORY)
                .plus(TOLERANCE);
    }

    /** Refuses without an answer what is so old that the ledger may have forgotten it. */
    void requireRemembered(Instant issuedAt) throws Unanswerable {
        if (issuedAt.isBefore(clock.instant().minus(maxAge).minus(MEMORY))) {
            throw new Unanswerable(Reason.TOO_OLD_TO_ANSWER, "issued at " + issuedAt + ", too long ago for an answer");
        }
    }

    /** Whether {@link #requireFresh} lets it pass. */
    boolean isFresh(Command command) {
        try {
            requireFresh(command);
            return true;
        } catch (Refusal notFresh) {
            return false;
        }
    }

    /** Whether a restored ledger may have known the command before it was restored: by a clock that was ahead, it was issued later. */
    private boolean mayBeForgotten(Instant issuedAt) {
        return restoredAt
                .filter(restored -> !issuedAt.isAfter(restored.plus(TOLERANCE)))
                .isPresent();
    }

    /** Refuses, with an answer, what may have run already, is from the future or too late. */
    void requireFresh(Command command) throws Refusal {
        // First: no other answer may say that it did not run.
        if (mayBeForgotten(command.issuedAt())) {
            throw new Refusal(Interruption.forgotten(restoredAt.orElseThrow()));
        }
        Instant now = clock.instant();
        if (command.issuedAt().isAfter(now.plus(TOLERANCE))) {
            throw new Refusal(
                    Reason.NOT_YET_VALID,
                    "issued in the server's future (issued at " + command.issuedAt()
                            + " by the client's clock, received at " + seconds(now) + " by the server's)",
                    "one of the clocks is wrong: set both machines right, then send it again");
        }
        if (!now.isBefore(end(command))) {
            throw new Refusal(
                    Reason.EXPIRED,
                    "came too late (" + times(command, "received") + ")",
                    "if it was sent only now, one of the clocks is wrong: set both machines right; else send it again, with a"
                            + " later --expires if that was short (this server takes commands for "
                            + TimeSpan.format(maxAge) + ")");
        }
    }

    /**
     * The times of a command, as answers name them: who reads them can tell whether one of the clocks is wrong.
     *
     * @param event what happens to it now, such as {@code received}
     */
    String times(Command command, String event) {
        return "issued at " + command.issuedAt() + " by the client's clock, valid until " + end(command) + ", " + event
                + " at " + seconds(clock.instant()) + " by the server's";
    }

    /** From when on a command is too late. */
    Instant end(Command command) {
        Instant end = command.issuedAt().plus(maxAge);
        return command.expiresAt().isBefore(end) ? command.expiresAt() : end;
    }

    private static Instant seconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS);
    }
}
