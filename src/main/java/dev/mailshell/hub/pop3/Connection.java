package dev.mailshell.hub.pop3;

import dev.mailshell.hub.tls.ServerTls;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * One connection to a client, over TLS. Whatever the client does, each wait for it ends, provided that {@link #cutIfLate} is called
 * now and then: Java has no limit for a write, nor one for a handshake as a whole.
 */
final class Connection implements AutoCloseable {

    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final Socket socket;
    private final Duration reading;
    private final Deadline deadline = new Deadline();
    private volatile boolean over;
    private SSLSocket tls;
    private LineInput lines;
    private Answers answers;

    /**
     * A connection that was accepted.
     *
     * @param reading how long the client may leave a piece of an answer unread
     */
    Connection(Socket socket, Duration reading) {
        this.socket = socket;
        this.reading = reading;
    }

    /** Begins TLS. */
    void secure(Supplier<SSLContext> context, Duration atMost) throws IOException {
        socket.setTcpNoDelay(true);
        KeepAlive.on(socket);
        tls = ServerTls.over(socket, context.get());
        deadline.within(atMost, () -> {
            tls.startHandshake();
            return true;
        });
        answers = new Answers(new TimedOutput(tls.getOutputStream(), deadline, reading));
        lines = new LineInput(tls.getInputStream(), answers);
    }

    Answers answers() {
        return answers;
    }

    InetAddress client() {
        return socket.getInetAddress();
    }

    /**
     * The next line, once all answers are sent; empty at the end of the connection.
     *
     * @param atMost how long to wait for the whole of it
     */
    Optional<byte[]> next(Duration atMost) throws IOException {
        return deadline.within(atMost, lines::next);
    }

    /**
     * Whether the client is there and has sent nothing.
     *
     * @throws EOFException if it is gone
     */
    boolean isQuiet() throws IOException {
        if (lines.hasMore()) {
            return false;
        }
        tls.setSoTimeout(1);
        try {
            if (lines.fill()) {
                return false;
            }
            throw new EOFException("the client is gone");
        } catch (SocketTimeoutException e) {
            return true;
        } finally {
            tls.setSoTimeout(0);
        }
    }

    /** Ends the connection at once if the client lets it wait for too long. */
    void cutIfLate() throws IOException {
        if (deadline.isOver()) {
            cut();
        }
    }

    /** Ends the connection at once, without the farewell of TLS, which waits for a client that does not read. */
    void cut() throws IOException {
        over = true;
        socket.close();
    }

    @Override
    public void close() throws IOException {
        try {
            if (tls != null && !over) {
                deadline.within(FAREWELL, () -> {
                    tls.close();
                    return true;
                });
            }
        } finally {
            socket.close();
        }
    }
}
