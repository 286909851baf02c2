package dev.mailshell.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ctrl-C, or another signal that ends this process, while something waits: it hears of it, and gets time to end in order. */
final class Interruption implements AutoCloseable {

    /** What does not end in this time, such as a write to a pipe that nobody reads, is left to itself. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::awaitEnd, "interruption");
    private volatile boolean came;

    private Interruption() {}

    /** The process is to end. */
    static final class Came extends Exception {

        private static final long serialVersionUID = 1L;

        Came() {
            super("interrupted while waiting");
        }
    }

    /** One that comes with a signal. The process ends with the exit code of the signal, once this is closed. */
    static Interruption bySignal() {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    /** To be asked again and again by who waits. */
    void check() throws Came {
        if (came) {
            throw new Came();
        }
    }

    private void awaitEnd() {
        came = true;
        try {
            boolean inTime = ended.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assert inTime || came;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** All that was to be done is done. */
    @Override
    public void close() {
        ended.countDown();
        if (!came) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // It came just now, and finds that there is nothing to wait for.
                came = true;
            }
        }
    }
}
