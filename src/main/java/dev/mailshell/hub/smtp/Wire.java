package dev.mailshell.hub.smtp;

import dev.mailshell.hub.tls.ServerTls;
import dev.mailshell.hub.user.Network;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/**
 * The socket of a connection as SubEtha sees it. What is sent and received goes through TLS once there is TLS, nothing waits longer than
 * is allowed, and of a command SubEtha is told the verb only. All methods are for the thread of the session, except where they say so.
 */
final class Wire extends Socket {

    private static final Duration GOODBYE = Duration.ofSeconds(5);

    private final Socket plain;
    private final Connections connections;
    private final Deadline deadline = new Deadline();
    private final OutputStream replies;
    private volatile boolean busy;
    private volatile boolean closing;
    private Socket transport;
    private SmtpInput input;
    private OutputStream output;
    private Optional<SSLSession> tls = Optional.empty();
    private Conversation conversation;
    private InputStream verbs = InputStream.nullInputStream();

    /** @param connections counts it out at its end */
    Wire(Socket plain, Connections connections) throws IOException {
        this.plain = plain;
        this.connections = connections;
        this.replies = new Replies();
        use(plain);
    }

    private void use(Socket socket) throws IOException {
        InputStream source = socket.getInputStream();
        transport = socket;
        output = new BufferedOutputStream(socket.getOutputStream(), 1024);
        input = new SmtpInput(new InputStream() {
            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                // A client that sends several commands at once gets the answers at once.
                output.flush();
                transport.setSoTimeout(deadline.millisLeft());
                return source.read(bytes, offset, length);
            }
        });
    }

    /** Before SubEtha is given it. */
    void begin(Conversation begun) {
        conversation = begun;
        verbs = new VerbInput(begun);
    }

    Conversation conversation() {
        return conversation;
    }

    /** How long the next steps may take in all; a wait beyond ends in a {@link SocketTimeoutException}. */
    Deadline deadline() {
        return deadline;
    }

    SmtpInput input() {
        return input;
    }

    void send(Reply reply) throws IOException {
        output.write(reply.text().getBytes(StandardCharsets.US_ASCII));
    }

    void flush() throws IOException {
        output.flush();
    }

    /** Whether there is more than was read: before TLS nobody may say what counts afterwards. */
    boolean hasMore() throws IOException {
        return !input.isEmpty() || plain.getInputStream().available() > 0;
    }

    /** Goes on in TLS, in the role of the server, before the deadline. */
    void secure(SSLContext context) throws IOException {
        output.flush();
        SSLSocket secured = ServerTls.over(plain, context);
        secured.setSoTimeout(deadline.millisLeft());
        secured.startHandshake();
        use(secured);
        tls = Optional.of(secured.getSession());
    }

    Optional<SSLSession> tls() {
        return tls;
    }

    Network network() {
        return Network.of(plain.getInetAddress());
    }

    /** While it is, only {@link #abort} closes it. */
    void setBusy(boolean busy) {
        this.busy = busy;
    }

    /** For any thread. */
    boolean isBusy() {
        return busy;
    }

    /** For any thread. */
    boolean isOverdue() {
        return deadline.isOver();
    }

    /** Closes it at once and without a word; waits for nothing. For any thread. */
    void abort() {
        try {
            // Not TLS: that would wait until the client reads.
            plain.close();
        } catch (IOException e) {
            // There is nobody to tell.
            return;
        } finally {
            connections.remove(this);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (busy || closing) {
            return;
        }
        closing = true;
        deadline.set(GOODBYE);
        try (plain) {
            if (!plain.isClosed()) {
                output.flush();
                transport.close();
            }
        } finally {
            connections.remove(this);
        }
    }

    @Override
    public boolean isClosed() {
        return closing;
    }

    @Override
    public boolean isBound() {
        return true;
    }

    @Override
    public InputStream getInputStream() {
        return verbs;
    }

    @Override
    public OutputStream getOutputStream() {
        return replies;
    }

    @Override
    public InetAddress getInetAddress() {
        return plain.getInetAddress();
    }

    @Override
    public int getPort() {
        return plain.getPort();
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
        return new InetSocketAddress(plain.getInetAddress(), plain.getPort());
    }

    @Override
    public void setSoTimeout(int timeout) {
        // The deadline counts.
    }

    /** Where SubEtha writes its greeting. */
    private final class Replies extends OutputStream {

        @Override
        public void write(int value) throws IOException {
            output.write(value);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            output.write(bytes, offset, length);
        }

        @Override
        public void flush() throws IOException {
            output.flush();
        }
    }
}
