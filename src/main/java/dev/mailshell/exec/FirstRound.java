package dev.mailshell.exec;

import java.util.function.LongSupplier;

/**
 * Whether a job's processes can be told from older ones by their pids alone: those are given out in a circle, so a number below that
 * of the job's first process is of an older one until the circle has closed.
 */
final class FirstRound {
    // The numbers are given out under one lock, and to each belongs a process or a thread, or an attempt at one, which
    // takes longer than this.
    private static final long NANOS_PER_PID = 2_000;
    // A round leaves these out: they went to the kernel's own first processes.
    private static final long LOWEST = 300;

    private final LongSupplier nanoTime;
    private final long start;
    private final long shortestRound;

    /**
     * To be made before the job's first process is.
     *
     * @param pidMax how many numbers there are
     */
    FirstRound(long pidMax, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
        this.shortestRound = (pidMax - LOWEST) * NANOS_PER_PID;
    }

    /**
     * Whether the circle has surely not closed.
     *
     * @param first the pid of the job's first process
     * @param last the pid that was given out last: a circle that has not closed yet, but passed its end, shows by it
     */
    boolean isSure(long first, long last) {
        return first <= last && nanoTime.getAsLong() - start < shortestRound;
    }
}
