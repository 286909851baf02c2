package dev.mailshell.oauth;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** How time passes. */
interface Pause {

    /** That of this machine. */
    Pause REAL = new Pause() {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void last(Duration length) throws InterruptedException {
            long end = nanoTime() + length.toNanos();
            for (long left = length.toNanos(); left > 0; left = end - nanoTime()) {
                LockSupport.parkNanos(left);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
        }
    };

    /** As {@link System#nanoTime}. */
    long nanoTime();

    /** Returns after {@code length}. */
    void last(Duration length) throws InterruptedException;
}
