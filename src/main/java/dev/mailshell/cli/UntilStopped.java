package dev.mailshell.cli;

import java.util.concurrent.CountDownLatch;

/** Keeps a party running until the process is asked to stop, and then lets it close in order. */
final class UntilStopped {

    /** Waits until a party is ready. */
    @FunctionalInterface
    interface Readiness {
        void await() throws InterruptedException;
    }

    private UntilStopped() {}

    /** Says that the party is ready when it is; returns when SIGTERM or SIGINT has come and it is closed. */
    static void run(Readiness ready, Runnable sayReady, Runnable close) throws InterruptedException {
        run(new ReadyFile(), ready, sayReady, close);
    }

    /** The same, and the file is there as long as it is ready. */
    static void run(ReadyFile file, Readiness ready, Runnable sayReady, Runnable close) throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        Runnable closeAndTell = () -> {
            file.delete();
            close.run();
            closed.countDown();
        };
        Runtime.getRuntime().addShutdownHook(new Thread(closeAndTell, "closing"));
        ready.await();
        sayReady.run();
        file.make();
        closed.await();
    }
}
