package dev.mailshell.camel;

import java.time.Duration;

/** Wakes one thread that waits for something to do. What rings while nobody waits is heard by the next who does. */
final class Bell {

    private boolean rung;
    private boolean over;

    synchronized void ring() {
        rung = true;
        notifyAll();
    }

    /** Nobody waits from now on. */
    synchronized void end() {
        over = true;
        notifyAll();
    }

    synchronized boolean isOver() {
        return over;
    }

    /** Waits until it rings, which is then heard, or has an end, but not longer than {@code atMost}; whether it rang. */
    synchronized boolean await(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        for (long left = atMost.toNanos(); !rung && !over && left > 0; left = end - System.nanoTime()) {
            // Never 0, which is for ever.
            wait(left / 1_000_000, (int) (left % 1_000_000));
        }
        boolean heard = rung;
        rung = false;
        return heard;
    }
}
