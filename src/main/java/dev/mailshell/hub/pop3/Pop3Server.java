package dev.mailshell.hub.pop3;

import dev.mailshell.hub.user.Network;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A POP3 server that speaks TLS from the first byte. A session deletes nothing before its QUIT, and answers that once the deletions are durable. Its threads keep
 * no process alive.
 */
public final class Pop3Server implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.pop3");

    private static final int BACKLOG = 128;
    private static final Duration TICK = Duration.ofMillis(250);
    private static final Duration TROUBLE = Duration.ofSeconds(1);
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    private final Pop3Settings settings;
    private final Pop3Limits limits;
    private final Capabilities capabilities;
    private final Bells bells = new Bells();
    private final Maildrops maildrops;
    private final Places places;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final ThreadFactory threads = Pop3Server::daemon;
    /** As many threads as there are places. */
    private final ExecutorService sessions = Executors.newCachedThreadPool(threads);

    private final CountDownLatch over = new CountDownLatch(1);
    private ServerSocket listening;

    /** Not yet started. */
    public Pop3Server(Pop3Settings settings) {
        this.settings = settings;
        this.limits = settings.limits();
        this.capabilities = new Capabilities(settings.retention());
        this.maildrops = new Maildrops(settings.store(), bells);
        this.places = new Places(limits.connections(), limits.ofNetwork());
    }

    /**
     * Listens from now on. To be called once.
     *
     * @throws IOException if the address cannot be had
     */
    public void start() throws IOException {
        listening = new ServerSocket();
        try {
            listening.setReuseAddress(true);
            listening.bind(settings.address(), BACKLOG);
        } catch (IOException e) {
            listening.close();
            throw e;
        }
        settings.store().onArrival(bells::ring);
        threads.newThread(this::watch).start();
        threads.newThread(this::accept).start();
    }

    /** The port on which it listens, once it is started. */
    public int port() {
        return listening.getLocalPort();
    }

    private void accept() {
        try {
            while (over.getCount() > 0) {
                acceptOne();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void acceptOne() throws InterruptedException {
        try {
            welcome(listening.accept());
        } catch (IOException e) {
            if (over.getCount() > 0) {
                LOG.warn("a connection by POP3 could not be accepted: {}", e.getMessage());
                // Such as for want of file descriptors, which the next one wants too.
                over.await(TROUBLE.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    private void welcome(Socket socket) throws IOException {
        Network network = Network.of(socket.getInetAddress());
        if (!places.take(network)) {
            LOG.debug("too many connections by POP3, of all or from {}", socket.getInetAddress());
            socket.close();
            return;
        }
        try {
            sessions.execute(() -> {
                try {
                    serve(new Connection(socket, limits.reading()));
                } finally {
                    places.leave(network);
                }
            });
        } catch (RejectedExecutionException e) {
            // The server ends.
            socket.close();
        }
    }

    private void serve(Connection connection) {
        connections.add(connection);
        try (connection) {
            if (over.getCount() > 0) {
                connection.secure(settings.tls(), limits.handshake());
                State first = new Authorization(settings.accounts(), maildrops, limits);
                new Session(connection, capabilities, limits, first).run();
            }
        } catch (IOException e) {
            LOG.debug("a connection by POP3 broke", e);
        } catch (RuntimeException e) {
            LOG.error("a session by POP3 failed", e);
        } finally {
            connections.remove(connection);
        }
    }

    private void watch() {
        try {
            while (!over.await(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
                cutLate();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void cutLate() {
        for (Connection connection : connections) {
            try {
                connection.cutIfLate();
            } catch (IOException e) {
                LOG.debug("a connection by POP3 could not be closed", e);
            }
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "pop3");
        thread.setDaemon(true);
        return thread;
    }

    /** Ends all connections, within some seconds; what is being committed is committed. */
    @Override
    public void close() throws IOException {
        over.countDown();
        if (listening != null) {
            listening.close();
        }
        bells.end();
        for (Connection connection : connections) {
            connection.cut();
        }
        sessions.shutdown();
        try {
            if (!sessions.awaitTermination(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("a session by POP3 has not ended");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
