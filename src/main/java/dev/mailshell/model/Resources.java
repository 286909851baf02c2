package dev.mailshell.model;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a command may use of the system at most; what is empty has no limit but the system's own.
 *
 * @param cpu processor time of one process, in whole seconds
 * @param memory bytes
 * @param processes how many at once
 * @param fileSize bytes of the largest file that it may write
 * @param openFiles how many at once in one process
 */
public record Resources(
        Optional<Duration> cpu,
        OptionalLong memory,
        OptionalInt processes,
        OptionalLong fileSize,
        OptionalInt openFiles) {

    /** Without any limit. */
    public static final Resources UNLIMITED = new Resources(
            Optional.empty(), OptionalLong.empty(), OptionalInt.empty(), OptionalLong.empty(), OptionalInt.empty());
}
