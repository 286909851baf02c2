package dev.mailshell.exec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Removes the directories of jobs. A job that left a million folders holds up no other one: what takes long goes on behind. */
final class Removals {
    private static final int MAX_WAITING = 100;
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final long IDLE_SECONDS = 10;

    private final Duration patience;
    private final Duration limit;
    private final Executor behind;

    /** @param patience how long a caller removes before the rest is left to one thread for all */
    Removals(Duration patience) {
        this(patience, LIMIT, oneThread());
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
     * @throws IOException if something of it cannot be removed, or too many wait for the rest to be removed; if something of the
     *     rest cannot be removed, or not in the time limit, that ends up with the thread's handler
     */
    void remove(Path root) throws IOException {
        if (TreeRemoval.removeUntil(over(patience), root)) {
            return;
        }
        try {
            behind.execute(() -> removeRest(root));
        } catch (RejectedExecutionException full) {
            throw new IOException("too many directories wait to be removed (" + root + " is left)", full);
        }
    }

    /** Removes a job's directory while {@code primary} is on its way out; a second failure is added to it. */
    void removeAfter(Throwable primary, Path root) {
        try {
            remove(root);
        } catch (IOException failure) {
            primary.addSuppressed(failure);
        }
    }

    private void removeRest(Path root) {
        try {
            // A process that could not be killed may go on making files in it.
            if (!TreeRemoval.removeUntil(over(limit), root)) {
                throw new IOException(root + " is not empty after " + limit.toSeconds() + " s");
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("a job directory could not be removed", failure);
        }
    }

    private static BooleanSupplier over(Duration time) {
        long start = System.nanoTime();
        return () -> System.nanoTime() - start > time.toNanos();
    }

    private static Executor oneThread() {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAX_WAITING), task -> {
                    Thread thread = new Thread(task, "mailshell-removal");
                    thread.setDaemon(true);
                    return thread;
                });
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }
}
