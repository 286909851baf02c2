package dev.mailshell.camel;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/** TLS over a {@link PromptSocket}. What it trusts, and what it checks, is what the context given says. */
final class PromptTls extends SSLSocketFactory {

    private final SSLSocketFactory tls;
    private final Duration longestWrite;
    private final long longestAnswer;
    private final ScheduledExecutorService deadlines;

    /**
     * @param longestWrite after which a write that does not end closes its connection
     * @param longestAnswer in bytes of TLS, after which reading fails
     */
    PromptTls(SSLContext tls, Duration longestWrite, long longestAnswer) {
        this.tls = tls.getSocketFactory();
        this.longestWrite = longestWrite;
        this.longestAnswer = longestAnswer;
        this.deadlines = deadlines();
    }

    private static ScheduledExecutorService deadlines() {
        ScheduledThreadPoolExecutor deadlines = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "mail-writes");
            thread.setDaemon(true);
            return thread;
        });
        // Nearly each write ends in time.
        deadlines.setRemoveOnCancelPolicy(true);
        deadlines.setKeepAliveTime(1, TimeUnit.MINUTES);
        deadlines.allowCoreThreadTimeOut(true);
        return deadlines;
    }

    @Override
    public Socket createSocket(Socket connected, String host, int port, boolean autoClose) throws IOException {
        return tls.createSocket(
                new PromptSocket(connected, longestWrite, new AnswerLimit(longestAnswer), deadlines),
                host,
                port,
                autoClose);
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return tls.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return tls.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw onlyConnected();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw onlyConnected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw onlyConnected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) {
        throw onlyConnected();
    }

    /** The mail library connects first, so that its time limit for that counts, and adds TLS then. */
    private static UnsupportedOperationException onlyConnected() {
        return new UnsupportedOperationException("TLS is added to a connection that is there");
    }
}
