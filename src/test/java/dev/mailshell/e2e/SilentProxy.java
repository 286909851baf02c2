package dev.mailshell.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A port that leads to a mail server through what behaves like a router that has forgotten a connection: its bytes vanish, and neither
 * side hears of an end.
 */
final class SilentProxy implements AutoCloseable {

    private final int target;
    private final ServerSocket listener;
    private final Collection<Connection> connections = new ConcurrentLinkedQueue<>();

    private SilentProxy(int target, ServerSocket listener) {
        this.target = target;
        this.listener = listener;
    }

    /** To a port of this machine; lets everything pass at first. */
    static SilentProxy to(int target) throws IOException {
        SilentProxy proxy = new SilentProxy(target, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        run(proxy::accept);
        return proxy;
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Forgets the connections that there are; those that come later pass. How many there were, without those that had ended. */
    long forget() {
        return connections.stream().filter(Connection::forget).count();
    }

    private void accept() throws IOException {
        while (true) {
            Connection connection =
                    new Connection(listener.accept(), new Socket(InetAddress.getLoopbackAddress(), target));
            connections.add(connection);
            run(() -> connection.pass(connection.client, connection.server));
            run(() -> connection.pass(connection.server, connection.client));
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Connection connection : connections) {
            connection.client.close();
            connection.server.close();
        }
    }

    private static final class Connection {

        final Socket client;
        final Socket server;
        volatile boolean forgotten;

        Connection(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        /** Whether there was something to forget. */
        boolean forget() {
            boolean live = !forgotten && !client.isClosed() && !server.isClosed();
            forgotten = true;
            return live;
        }

        void pass(Socket from, Socket to) throws IOException {
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                byte[] buffer = new byte[8192];
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    if (!forgotten) {
                        out.write(buffer, 0, read);
                    }
                }
            } finally {
                if (!forgotten) {
                    from.close();
                    to.close();
                }
            }
        }
    }

    /** Work that ends when its socket is closed. */
    private interface Work {
        void run() throws IOException;
    }

    private static void run(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException closed) {
                        return;
                    }
                },
                "silent-proxy");
        thread.setDaemon(true);
        thread.start();
    }
}
