package dev.mailshell.wire;

import dev.mailshell.model.AttachedFile;
import dev.mailshell.model.CommandOptions;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Invocation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a person writes into a command file: a command without id, sender and times.
 *
 * @param expires how long it may wait before it no longer runs; empty for {@link #LIFETIME}
 */
public record CommandDraft(
        Set<IdentityName> to, Invocation invocation, CommandOptions options, Optional<Duration> expires) {

    /** How long a command may wait that does not say so. */
    public static final Duration LIFETIME = Duration.ofHours(24);

    /** How long it may wait before it no longer runs. */
    public Duration lifetime() {
        return expires.orElse(LIFETIME);
    }

    /**
     * The same, with files.
     *
     * @param stdinFile which of them is the standard input
     */
    public CommandDraft attaching(List<AttachedFile> files, Optional<String> stdinFile) {
        CommandOptions with = new CommandOptions(
                options.timeout(),
                options.stdin(),
                options.totp(),
                options.explain(),
                options.collect(),
                files,
                stdinFile);
        return new CommandDraft(to, invocation, with, expires);
    }
}
