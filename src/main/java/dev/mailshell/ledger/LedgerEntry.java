package dev.mailshell.ledger;

import dev.mailshell.model.CommandKey;
import dev.mailshell.model.Form;
import java.time.Instant;
import java.util.Optional;

/**
 * What the ledger knows of a command.
 *
 * @param form in which it is answered
 * @param startedAt when its process was about to start, if it was
 * @param ending how it ended, if it did
 */
public record LedgerEntry(
        CommandKey key,
        Form form,
        CommandState state,
        Instant receivedAt,
        Optional<Instant> startedAt,
        Optional<Ending> ending) {}
