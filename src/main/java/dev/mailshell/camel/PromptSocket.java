package dev.mailshell.camel;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection on which small messages do not wait: what is written leaves at once, and what is read is acknowledged at once, since
 * a server that sends an answer in two pieces holds back the second until then (40 ms). A write that does not end closes it.
 */
final class PromptSocket extends Socket {

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.mailbox");

    private final Socket socket;
    private final Duration longestWrite;
    private final AnswerLimit limit;
    private final ScheduledExecutorService deadlines;
    private final Optional<SocketOption<Boolean>> acknowledgement;

    /** @param deadlines where writes that do not end are closed */
    PromptSocket(Socket connected, Duration longestWrite, AnswerLimit limit, ScheduledExecutorService deadlines)
            throws IOException {
        this.socket = connected;
        this.longestWrite = longestWrite;
        this.limit = limit;
        this.deadlines = deadlines;
        this.acknowledgement = acknowledgement(connected);
        connected.setTcpNoDelay(true);
        acknowledgeAtOnce();
    }

    /** By its name: not each platform has it. */
    @SuppressWarnings("unchecked")
    private static Optional<SocketOption<Boolean>> acknowledgement(Socket connected) {
        return connected.supportedOptions().stream()
                .filter(option -> option.name().equals("TCP_QUICKACK") && option.type() == Boolean.class)
                .map(option -> (SocketOption<Boolean>) option)
                .findFirst();
    }

    /** The kernel forgets it when it likes: it is said anew after each read. */
    private void acknowledgeAtOnce() throws IOException {
        if (acknowledgement.isPresent()) {
            socket.setOption(acknowledgement.get(), true);
        }
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(limit.hearing(socket.getInputStream())) {
            @Override
            public int read() throws IOException {
                int read = super.read();
                acknowledgeAtOnce();
                return read;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int read = super.read(bytes, offset, length);
                if (read > 0) {
                    acknowledgeAtOnce();
                }
                return read;
            }
        };
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return new FilterOutputStream(limit.telling(socket.getOutputStream())) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                Future<?> deadline = closeAfterLongestWrite();
                try {
                    out.write(bytes, offset, length);
                } finally {
                    deadline.cancel(false);
                }
            }
        };
    }

    private Future<?> closeAfterLongestWrite() {
        return deadlines.schedule(this::closeLate, longestWrite.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void closeLate() {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("a connection that takes nothing could not be closed", e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        socket.close();
    }

    @Override
    public void shutdownInput() throws IOException {
        socket.shutdownInput();
    }

    @Override
    public void shutdownOutput() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    public boolean isConnected() {
        return socket.isConnected();
    }

    @Override
    public boolean isBound() {
        return socket.isBound();
    }

    @Override
    public boolean isClosed() {
        return socket.isClosed();
    }

    @Override
    public boolean isInputShutdown() {
        return socket.isInputShutdown();
    }

    @Override
    public boolean isOutputShutdown() {
        return socket.isOutputShutdown();
    }

    @Override
    public InetAddress getInetAddress() {
        return socket.getInetAddress();
    }

    @Override
    public InetAddress getLocalAddress() {
        return socket.getLocalAddress();
    }

    @Override
    public int getPort() {
        return socket.getPort();
    }

    @Override
    public int getLocalPort() {
        return socket.getLocalPort();
    }

    @Override
    public SocketAddress getRemoteSocketAddress() {
        return socket.getRemoteSocketAddress();
    }

    @Override
    public SocketAddress getLocalSocketAddress() {
        return socket.getLocalSocketAddress();
    }

    @Override
    public synchronized void setSoTimeout(int millis) throws SocketException {
        socket.setSoTimeout(millis);
    }

    @Override
    public synchronized int getSoTimeout() throws SocketException {
        return socket.getSoTimeout();
    }

    @Override
    public void setSoLinger(boolean on, int seconds) throws SocketException {
        socket.setSoLinger(on, seconds);
    }

    @Override
    public int getSoLinger() throws SocketException {
        return socket.getSoLinger();
    }

    @Override
    public void setTcpNoDelay(boolean on) throws SocketException {
        socket.setTcpNoDelay(on);
    }

    @Override
    public boolean getTcpNoDelay() throws SocketException {
        return socket.getTcpNoDelay();
    }
}
