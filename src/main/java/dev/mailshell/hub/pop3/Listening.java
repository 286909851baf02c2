package dev.mailshell.hub.pop3;

import java.time.Duration;

/** Knows whether mail has come that a session was not told of. For one thread. */
final class Listening implements AutoCloseable {

    private final Bells bells;
    private final Bell bell;
    private long heard;
    private boolean closed;

    /** @param heard how often the bell had rung when the session began */
    Listening(Bells bells, Bell bell, long heard) {
        this.bells = bells;
        this.bell = bell;
        this.heard = heard;
    }

    /** Waits for at most so long for new mail; whether there is some, which from then on is no longer new. */
    boolean await(Duration atMost) throws InterruptedException {
        boolean rung = bell.await(heard, atMost);
        if (rung) {
            heard = bell.count();
        }
        return rung;
    }

    /** Whether the server ends. */
    boolean isOver() {
        return bell.isOver();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            bells.leave(bell);
        }
    }
}
