package dev.mailshell.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a command may say beside what to run.
 *
 * @param timeout a shorter wall-clock limit than the policy's
 * @param stdin what the process reads on its standard input, as UTF-8
 * @param totp a one-time code (RFC 6238)
 * @param explain whether to answer with the verdict instead of running
 * @param collect names of files in the job directory to send back
 */
public record CommandOptions(
        Optional<Duration> timeout,
        Optional<String> stdin,
        Optional<String> totp,
        boolean explain,
        List<String> collect) {

    /** A command that says nothing beside what to run. */
    public static final CommandOptions NONE =
            new CommandOptions(Optional.empty(), Optional.empty(), Optional.empty(), false, List.of());

    /** @throws InvalidMessage if {@code timeout} is not positive */
    public CommandOptions {
        collect = List.copyOf(collect);
        if (timeout.isPresent() && (timeout.get().isNegative() || timeout.get().isZero())) {
            throw new InvalidMessage(Reason.COMMAND_INVALID, "timeout is not positive");
        }
    }
}
