package dev.mailshell.hub.pop3;

import dev.mailshell.model.MailAddress;
import java.time.Duration;

/** Rings for each mail that comes into one mailbox, as long as somebody listens. */
final class Bell {

    final MailAddress mailbox;
    private int listeners;
    private long rung;
    private boolean over;

    Bell(MailAddress mailbox) {
        this.mailbox = mailbox;
    }

    /** How often it has rung. */
    synchronized long count() {
        return rung;
    }

    synchronized void ring() {
        rung++;
        notifyAll();
    }

    /** Nobody waits any more. */
    synchronized void end() {
        over = true;
        notifyAll();
    }

    synchronized boolean isOver() {
        return over;
    }

    /** Waits for at most {@code atMost} until it has rung more often than {@code before}; whether it has. */
    synchronized boolean await(long before, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (rung <= before && !over) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            wait(left / 1_000_000, (int) (left % 1_000_000));
        }
        return rung > before;
    }

    /** By {@link Bells} alone, which sees to it that no two threads do that at once. */
    int listeners(int more) {
        listeners += more;
        return listeners;
    }
}
