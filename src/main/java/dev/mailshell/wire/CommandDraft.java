package dev.mailshell.wire;

import dev.mailshell.model.CommandOptions;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Invocation;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What a person writes into a command file: a command without id, sender and times.
 *
 * @param expires how long it may wait before it no longer runs; empty for the default
 */
public record CommandDraft(
        Set<IdentityName> to, Invocation invocation, CommandOptions options, Optional<Duration> expires) {}
