package dev.mailshell.hub.pop3;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** What a session can do at a time (RFC 1939 section 3). */
interface State extends AutoCloseable {

    /** How long the client may take for its next command. */
    Duration patience();

    /**
     * Does what a command says and answers it.
     *
     * @return the state afterwards; empty if the session is over
     * @throws NegativeAnswer if it is not done; the state stays
     * @throws IOException if the connection breaks, or cannot go on
     */
    Optional<State> answer(Command command, Connection connection) throws IOException, NegativeAnswer;

    /** Whether the client has said who it is. */
    boolean isLoggedIn();

    /** Gives up what it holds. */
    @Override
    void close();
}
