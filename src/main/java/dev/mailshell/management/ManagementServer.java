package dev.mailshell.management;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers GET with health and measurements, one request a connection. Whoever connects can take two threads for {@link #LONGEST}, and no
 * more: what comes while eight wait is closed at once, a request has a few kilobytes, and no answer is worked out twice in a second.
 */
public final class ManagementServer implements AutoCloseable {

    /** How long a connection lasts at most, waiting included. */
    static final Duration LONGEST = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.management");

    private static final int THREADS = 2;
    private static final int WAITING = 8;
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);

    private final ServerSocket socket;
    private final boolean forThisMachine;
    private final Duration longest;
    private final ThreadPoolExecutor workers = new ThreadPoolExecutor(
            THREADS, THREADS, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), threads("management worker"));
    private final ScheduledThreadPoolExecutor deadlines =
            new ScheduledThreadPoolExecutor(1, threads("management deadlines"));
    private final CountDownLatch closing = new CountDownLatch(1);

    private ManagementServer(ServerSocket socket, boolean forThisMachine, Duration longest) {
        this.socket = socket;
        this.forThisMachine = forThisMachine;
        this.longest = longest;
        workers.allowCoreThreadTimeOut(true);
        deadlines.setRemoveOnCancelPolicy(true);
    }

    /**
     * Takes the port; connections wait until there is something to {@link #serve}.
     *
     * @param address port 0 is any that is free; on loopback, only requests are answered that name this machine as their host
     * @throws IOException if it cannot be had
     */
    public static ManagementServer bind(InetSocketAddress address) throws IOException {
        return bind(address, LONGEST);
    }

    static ManagementServer bind(InetSocketAddress address, Duration longest) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.bind(address, THREADS + WAITING);
            return new ManagementServer(socket, address.getAddress().isLoopbackAddress(), longest);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** The port that it listens on. */
    public int port() {
        return socket.getLocalPort();
    }

    /** Answers from now on; to be called once. */
    public void serve(Observed observed) {
        Pages pages = new Pages(observed, forThisMachine, System::nanoTime);
        threads("management").newThread(() -> acceptAll(pages)).start();
        LOG.info("listens on {}, port {}", socket.getInetAddress().getHostAddress(), port());
    }

    private void acceptAll(Pages pages) {
        try {
            while (!socket.isClosed()) {
                try {
                    take(socket.accept(), pages);
                } catch (IOException e) {
                    if (!socket.isClosed()) {
                        LOG.warn("no connection can be accepted: {}", e.getMessage());
                        closing.await(AFTER_TROUBLE.toMillis(), TimeUnit.MILLISECONDS);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(Socket peer, Pages pages) {
        try {
            ScheduledFuture<?> deadline =
                    deadlines.schedule(() -> close(peer), longest.toMillis(), TimeUnit.MILLISECONDS);
            try {
                workers.execute(() -> answer(peer, pages, deadline));
            } catch (RejectedExecutionException e) {
                LOG.debug("too many connections", e);
                deadline.cancel(false);
                close(peer);
            }
        } catch (RejectedExecutionException e) {
            LOG.debug("closed meanwhile", e);
            close(peer);
        }
    }

    private static void answer(Socket peer, Pages pages, ScheduledFuture<?> deadline) {
        try (peer) {
            peer.getOutputStream()
                    .write(answer(new BufferedInputStream(peer.getInputStream()), pages)
                            .bytes());
            peer.shutdownOutput();
        } catch (IOException e) {
            LOG.debug("a connection broke off", e);
        } finally {
            deadline.cancel(false);
        }
    }

    private static Answer answer(BufferedInputStream in, Pages pages) throws IOException {
        try {
            return pages.answer(Request.read(in));
        } catch (BadRequest e) {
            return e.answer();
        }
    }

    private static void close(Socket peer) {
        try {
            peer.close();
        } catch (IOException e) {
            LOG.debug("a connection did not end in order", e);
        }
    }

    private static ThreadFactory threads(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /** Closes the port; what is being answered ends within {@link #LONGEST}. */
    @Override
    public void close() {
        closing.countDown();
        try {
            socket.close();
        } catch (IOException e) {
            LOG.warn("the management port did not close", e);
        }
        workers.shutdown();
        deadlines.shutdown();
    }
}
