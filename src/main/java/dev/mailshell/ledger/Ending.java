package dev.mailshell.ledger;

import dev.mailshell.model.FinalStatus;
import java.time.Instant;
import java.util.OptionalInt;

/** How a command ended, as the ledger keeps it. */
public record Ending(FinalStatus status, OptionalInt exitCode, Instant finishedAt) {}
