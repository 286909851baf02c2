package dev.mailshell.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Looks again and again for something that another thread or process brings about. */
final class Waiting {

    private static final Duration PAUSE = Duration.ofMillis(5);

    /** What is looked for. */
    @FunctionalInterface
    interface Look<T> {
        Optional<T> look() throws Exception;
    }

    private Waiting() {}

    /**
     * What {@code look} finds; empty if it has found nothing within {@code atMost}.
     *
     * @throws Interruption.Came if this thread is interrupted
     */
    static <T> Optional<T> until(Duration atMost, Look<T> look) throws Exception {
        long end = System.nanoTime() + atMost.toNanos();
        Optional<T> found = look.look();
        while (found.isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(PAUSE.toNanos());
            if (Thread.interrupted()) {
                throw new Interruption.Came();
            }
            found = look.look();
        }
        return found;
    }
}
