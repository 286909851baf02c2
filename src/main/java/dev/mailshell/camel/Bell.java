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

    /** Waits so long, though not beyond the end. What rings meanwhile is still to be heard. */
    synchronized void rest(Duration time) throws InterruptedException {
        pass(time, false);
    }

    /** Waits until it rings, which is then heard, or has an end, but not longer than {@code atMost}; whether it rang. */
    synchronized boolean await(Duration atMost) throws InterruptedException {
        pass(atMost, true);
        boolean heard = rung;
        rung = false;
        return heard;
    }

    private synchronized void pass(Duration time, boolean untilRung) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); !over && !(untilRung && rung) && left > 0; left = end - System.nanoTime()) {
            // Never 0, which is for ever.
            wait(left / 1_000_000, (int) (left % 1_000_000));
        }
    }
}
