package dev.mailshell.exec;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** Waits that must be finished even on an interrupted thread, such as for a process that was just killed. They keep its flag. */
final class Uninterrupted {

    private Uninterrupted() {}

    static void pause(Duration duration) {
        boolean interrupted = Thread.interrupted();
        LockSupport.parkNanos(duration.toNanos());
        restore(interrupted);
    }

    static <T> T get(Future<T> future) throws ExecutionException {
        try {
            return get(future, Duration.ofSeconds(Long.MAX_VALUE));
        } catch (TimeoutException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static <T> T get(Future<T> future, Duration patience) throws ExecutionException, TimeoutException {
        long deadline = System.nanoTime() + TimeUnit.NANOSECONDS.convert(patience);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException again) {
                    interrupted = true;
                }
            }
        } finally {
            restore(interrupted);
        }
    }

    private static void restore(boolean interrupted) {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
