package dev.mailshell.exec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * Removes the directories of jobs, each on a thread of its own. A job that left a million folders, or a file system that does not
 * answer, holds up no other one: what takes long goes on behind.
 */
final class Removals {
    private static final int MAX_AT_ONCE = 32;
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final long IDLE_SECONDS = 10;

    private final Duration patience;
    private final Duration limit;
    private final Executor behind;

    /** @param patience how long a caller waits before the rest is done without it */
    Removals(Duration patience) {
        this(patience, LIMIT, threads());
    }

    /** @param limit how long {@code behind} removes one directory before what is left of it stays */
    Removals(Duration patience, Duration limit, Executor behind) {
        this.patience = patience;
        this.limit = limit;
        this.behind = behind;
    }

    /**
     * Removes a job's directory with all that is in it, or as much as there is time for; the rest is removed later.
     *
     * @throws IOException if something of it cannot be removed, or too many are being removed; if that shows only when the caller
     *     no longer waits, or the time limit is over then, it ends up with the thread's handler
     */
    void remove(Path root) throws IOException {
        remove(List.of(root));
    }

    /** Like {@link #remove(Path)}, one directory after the other. A failure holds up no other one; the first is thrown. */
    void remove(List<Path> roots) throws IOException {
        CompletableFuture<Void> end = new CompletableFuture<>();
        try {
            behind.execute(() -> removeAll(roots, end));
        } catch (RejectedExecutionException full) {
            throw new IOException("too many directories are being removed (" + roots + " is left)", full);
        }
        await(end);
    }

    /** Removes a job's directory while {@code primary} is on its way out; a second failure is added to it. */
    void removeAfter(Throwable primary, Path root) {
        try {
            remove(root);
        } catch (IOException failure) {
            primary.addSuppressed(failure);
        }
    }

    private void await(CompletableFuture<Void> end) throws IOException {
        try {
            Uninterrupted.get(end, patience);
        } catch (TimeoutException longer) {
            // From now on nobody waits: a failure finds that out and goes to the thread's handler.
            if (!end.complete(null)) {
                await(end);
            }
        } catch (ExecutionException failure) {
            throw new IOException(failure.getCause().getMessage(), failure.getCause());
        }
    }

    private void removeAll(List<Path> roots, CompletableFuture<Void> end) {
        IOException first = null;
        for (Path root : roots) {
            try {
                removeInTime(root);
            } catch (IOException failure) {
                if (first == null) {
                    first = failure;
                } else {
                    first.addSuppressed(failure);
                }
            }
        }
        report(first, end);
    }

    private void removeInTime(Path root) throws IOException {
        // A process that could not be killed may go on making files in it.
        if (!TreeRemoval.removeUntil(over(limit), root)) {
            throw new IOException(root + " is not empty after " + limit.toSeconds() + " s");
        }
    }

    private static void report(IOException failure, CompletableFuture<Void> end) {
        if (failure == null) {
            end.complete(null);
        } else if (!end.completeExceptionally(failure)) {
            throw new UncheckedIOException("a job directory could not be removed", failure);
        }
    }

    private static BooleanSupplier over(Duration time) {
        long start = System.nanoTime();
        return () -> System.nanoTime() - start > time.toNanos();
    }

    private static Executor threads() {
        return new ThreadPoolExecutor(
                0, MAX_AT_ONCE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(task, "mailshell-removal");
                    thread.setDaemon(true);
                    return thread;
                });
    }
}
