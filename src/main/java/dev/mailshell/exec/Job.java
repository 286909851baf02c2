package dev.mailshell.exec;

import dev.mailshell.model.Confinement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What to run, and under which limits.
 *
 * @param argv the program and its arguments; no shell is added. The program is an absolute path, or a name that is looked up
 *     in {@code /usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin}
 * @param stdin what the process reads, as UTF-8; empty for nothing
 * @param files what comes with it; not {@code stdin} both here and as text
 * @param timeout wall-clock time until the tree is ended
 * @param maxOutput bytes of each stream that are kept: the first and the last half of them
 * @param confinement as whom and within which walls
 */
public record Job(
        List<String> argv,
        Optional<String> stdin,
        JobFiles files,
        Duration timeout,
        long maxOutput,
        Confinement confinement) {

    /**
     * Copies {@code argv}.
     *
     * @throws IllegalArgumentException if {@code argv} is empty, {@code timeout} is not positive or {@code maxOutput} is negative
     */
    public Job {
        argv = List.copyOf(argv);
        if (argv.isEmpty()) {
            throw new IllegalArgumentException("the job names no program");
        }
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException("the timeout is not positive (was " + timeout + ")");
        }
        if (maxOutput < 0) {
            throw new IllegalArgumentException("the output limit is negative (was " + maxOutput + ")");
        }
    }

    /** A job without files. */
    public Job(List<String> argv, Optional<String> stdin, Duration timeout, long maxOutput, Confinement confinement) {
        this(argv, stdin, JobFiles.NONE, timeout, maxOutput, confinement);
    }
}
