package dev.mailshell.model;

import java.time.Duration;
import java.util.Optional;

/**
 * What a command may use at most.
 *
 * @param timeout wall-clock time
 * @param inlineOutput bytes of a stream that ride in the reply itself; more becomes an attachment
 * @param maxOutput bytes of a stream that are kept at all
 * @param runAs the system user; empty for the server's own
 */
public record Limits(Duration timeout, long inlineOutput, long maxOutput, Optional<String> runAs) {

    /** The same, but with no more of a stream than {@code inline} bytes in the reply itself and {@code output} bytes at all. */
    public Limits withOutput(long inline, long output) {
        return new Limits(timeout, Math.min(inlineOutput, inline), Math.min(maxOutput, output), runAs);
    }
}
