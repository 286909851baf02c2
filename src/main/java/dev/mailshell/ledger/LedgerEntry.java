package dev.mailshell.ledger;

import dev.mailshell.model.CommandKey;
import dev.mailshell.model.Question;
import java.time.Instant;
import java.util.Optional;

/**
 * What the ledger knows of a command.
 *
 * @param question what its answer takes from its mail
 * @param startedAt when its process was about to start, if it was
 * @param ending how it ended, if it did
 * @param command what the policy calls it, if it was about to start
 */
public record LedgerEntry(
        CommandKey key,
        Question question,
        CommandState state,
        Instant receivedAt,
        Optional<Instant> startedAt,
        Optional<Ending> ending,
        Optional<String> command) {}
