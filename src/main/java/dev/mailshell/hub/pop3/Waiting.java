package dev.mailshell.hub.pop3;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * The state of a session that has given its maildrop up and asks only when there is new mail: our own extension {@code XWAIT seconds}. It is answered {@code +OK} as
 * soon as mail has come since the session began, or since it was told of some, and {@code -ERR} when the seconds are over, or the client sends something.
 */
final class Waiting implements State {

    /** How long it may take to find out that a client is gone. */
    private static final Duration LOOK = Duration.ofSeconds(2);

    private final Listening listening;
    private final Pop3Limits limits;

    Waiting(Listening listening, Pop3Limits limits) {
        this.listening = listening;
        this.limits = limits;
    }

    /** How long {@code command} waits: what it says, within the limits. */
    static Duration duration(Command command, Pop3Limits limits) throws NegativeAnswer {
        Duration wanted = Duration.ofSeconds(command.numbers(1).get(0));
        return wanted.compareTo(limits.longestWait()) > 0 ? limits.longestWait() : wanted;
    }

    /** Waits and answers. */
    void await(Duration atMost, Connection connection) throws IOException {
        connection.answers().flush();
        if (hasRung(atMost, connection)) {
            connection.answers().ok("there is new mail");
        } else {
            connection.answers().error("there is no new mail");
        }
    }

    private boolean hasRung(Duration atMost, Connection connection) throws IOException {
        long end = System.nanoTime() + atMost.toNanos();
        try {
            while (true) {
                Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
                if (left.isZero() || listening.isOver() || !connection.isQuiet()) {
                    return listening.await(Duration.ZERO);
                }
                if (listening.await(left.compareTo(LOOK) < 0 ? left : LOOK)) {
                    return true;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public Duration patience() {
        return limits.idle();
    }

    @Override
    public boolean isLoggedIn() {
        return true;
    }

    @Override
    public Optional<State> answer(Command command, Connection connection) throws IOException, NegativeAnswer {
        switch (command.keyword()) {
            case "XWAIT" -> {
                await(duration(command, limits), connection);
                return Optional.of(this);
            }
            case "QUIT" -> {
                command.requireNoArgument();
                connection.answers().ok("bye");
                return Optional.empty();
            }
            default -> throw NegativeAnswer.mistake("the maildrop was given up: XWAIT or QUIT");
        }
    }

    @Override
    public void close() {
        listening.close();
    }
}
