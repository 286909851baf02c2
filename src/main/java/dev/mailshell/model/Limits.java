package dev.mailshell.model;

import java.time.Duration;

/**
 * What a command may use at most.
 *
 * @param timeout wall-clock time
 * @param inlineOutput bytes of a stream that ride in the reply itself; more becomes an attachment
 * @param maxOutput bytes of a stream that are kept at all
 * @param confinement as whom and within which walls it runs
 */
public record Limits(Duration timeout, long inlineOutput, long maxOutput, Confinement confinement) {

    /** The same, but with no more of a stream than {@code inline} bytes in the reply itself and {@code output} bytes at all. */
    public Limits withOutput(long inline, long output) {
        return new Limits(timeout, Math.min(inlineOutput, inline), Math.min(maxOutput, output), confinement);
    }
}
