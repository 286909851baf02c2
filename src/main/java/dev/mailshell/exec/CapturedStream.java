package dev.mailshell.exec;

import java.nio.file.Path;

/**
 * What was kept of one stream.
 *
 * @param file the kept bytes: the head, then, if {@code truncated}, a line that says how much is missing, then the tail
 * @param bytes how many bytes the process wrote
 * @param truncated whether some were left out
 */
public record CapturedStream(Path file, long bytes, boolean truncated) {}
