package dev.mailshell.exec;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A job that runs. */
final class JobProcess {
    private static final int KILLED = 128 + 9;
    private static final Duration REAP_LIMIT = Duration.ofSeconds(1);

    private final Process first;
    private final ProcessTree tree;

    /**
     * What became of it.
     *
     * @param survivors the pids of processes that could not be killed; normally none
     */
    record Ended(JobResult.End how, List<Long> survivors) {}

    JobProcess(Process first, ProcessTree tree) {
        this.first = first;
        this.tree = tree;
    }

    /**
     * Waits until the first process has ended, the time is up or one of {@code stop} and {@code cancel} completes, and then ends what is
     * left.
     *
     * @throws InterruptedException if the thread is interrupted while it waits; all is ended before
     */
    Ended run(Duration timeout, CompletableFuture<Void> stop, CompletableFuture<Void> cancel)
            throws InterruptedException, IOException {
        try {
            CompletableFuture.anyOf(first.onExit(), stop, cancel)
                    .get(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS);
        } catch (TimeoutException timeIsUp) {
            List<Long> survivors = endTree();
            return new Ended(new JobResult.TimedOut(signal()), survivors);
        } catch (InterruptedException interrupted) {
            endTreeDuring(interrupted);
            throw interrupted;
        } catch (ExecutionException impossible) {
            endTreeDuring(impossible);
            throw new IllegalStateException(impossible);
        }
        boolean exited = !first.isAlive();
        List<Long> survivors = endTree();
        if (exited) {
            return new Ended(new JobResult.Exited(first.exitValue()), survivors);
        }
        return new Ended(
                cancel.isDone() ? new JobResult.Cancelled(Optional.of(signal())) : new JobResult.Stopped(), survivors);
    }

    private String signal() {
        return exitCode() == KILLED ? "KILL" : "TERM";
    }

    private List<Long> endTree() throws IOException {
        try {
            return tree.end();
        } finally {
            // Even if the process table could not be read.
            first.destroyForcibly();
        }
    }

    private void endTreeDuring(Exception primary) {
        try {
            List<Long> survivors = endTree();
            if (!survivors.isEmpty()) {
                primary.addSuppressed(
                        new IOException("processes of a job could not be killed (pids " + survivors + ")"));
            }
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
