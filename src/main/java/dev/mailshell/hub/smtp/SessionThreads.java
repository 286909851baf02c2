package dev.mailshell.hub.smtp;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A thread for each session. SubEtha waits for their ends without a limit; this has one. */
final class SessionThreads extends ThreadPoolExecutor {

    /** Threads of sessions that end while others begin. */
    private static final int SPARE = 10;

    private static final long IDLE_SECONDS = 30;

    private final long stopMillis;

    SessionThreads(int most, long stopMillis, ThreadFactory factory) {
        super(0, most + SPARE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), factory);
        this.stopMillis = stopMillis;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return super.awaitTermination(Math.min(stopMillis, unit.toMillis(timeout)), TimeUnit.MILLISECONDS);
    }
}
