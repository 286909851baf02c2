package dev.mailshell.exec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Removes the directories of jobs. A job that left a million folders holds up no other one: what takes long goes on behind. */
final class Removals {
    private static final int MAX_WAITING = 100;
    private static final long IDLE_SECONDS = 10;

    private final Duration patience;
    private final Executor behind;

    /** @param patience how long a caller removes before the rest is left to one thread for all */
    Removals(Duration patience) {
        this(patience, oneThread());
    }

    Removals(Duration patience, Executor behind) {
        this.patience = patience;
        this.behind = behind;
    }

    /**
     * Removes a job's directory with all that is in it, or as much as there is time for; the rest is removed later. If too many
     * wait for that, the caller does it.
     *
     * @throws IOException if something of it cannot be removed; of the rest, that ends up with the thread's handler
     */
    void remove(Path root) throws IOException {
        long start = System.nanoTime();
        if (!TreeRemoval.removeUntil(() -> System.nanoTime() - start > patience.toNanos(), root)) {
            behind.execute(() -> removeRest(root));
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

    private static void removeRest(Path root) {
        try {
            TreeRemoval.remove(root);
        } catch (IOException failure) {
            throw new UncheckedIOException("a job directory could not be removed", failure);
        }
    }

    private static Executor oneThread() {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                1,
                1,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MAX_WAITING),
                task -> {
                    Thread thread = new Thread(task, "mailshell-removal");
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.CallerRunsPolicy());
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }
}
