package dev.mailshell.exec;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A job that runs. */
final class JobProcess {
    private static final System.Logger LOG = System.getLogger(JobProcess.class.getName());
    private static final int KILLED = 128 + 9;
    private static final Duration REAP_LIMIT = Duration.ofSeconds(1);

    private final Process first;
    private final ProcessTree tree;

    JobProcess(Process first, ProcessTree tree) {
        this.first = first;
        this.tree = tree;
    }

    /**
     * Waits until the first process has ended, the time is up or {@code stop} completes, and then ends what is left.
     *
     * @throws InterruptedException if the thread is interrupted while it waits; all is ended before
     */
    JobResult.End run(Duration timeout, CompletableFuture<Void> stop) throws InterruptedException, IOException {
        try {
            CompletableFuture.anyOf(first.onExit(), stop)
                    .get(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS);
        } catch (TimeoutException timeIsUp) {
            endTree();
            return new JobResult.TimedOut(exitCode() == KILLED ? "KILL" : "TERM");
        } catch (InterruptedException interrupted) {
            endTreeDuring(interrupted);
            throw interrupted;
        } catch (ExecutionException impossible) {
            endTreeDuring(impossible);
            throw new IllegalStateException(impossible);
        }
        boolean exited = !first.isAlive();
        endTree();
        return exited ? new JobResult.Exited(first.exitValue()) : new JobResult.Stopped();
    }

    private void endTree() throws IOException {
        List<Long> survivors;
        try {
            survivors = tree.end();
        } finally {
            // Even if the process table could not be read.
            first.destroyForcibly();
        }
        if (!survivors.isEmpty()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "processes of a job could not be killed (pids {0}); they may belong to another user",
                    survivors);
        }
    }

    private void endTreeDuring(Exception primary) {
        try {
            endTree();
        } catch (IOException failure) {
            primary.addSuppressed(failure);
        }
    }

    /** The first process's exit code, as soon as it is reaped; as if killed, if that does not happen. */
    private int exitCode() {
        try {
            return Uninterrupted.get(first.onExit(), REAP_LIMIT).exitValue();
        } catch (TimeoutException unkillable) {
            return KILLED;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
