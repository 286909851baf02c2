package dev.mailshell.hub.pop3;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.locks.LockSupport;

/** A line to a server over which each octet of the client takes its time, and comes alone. */
final class SlowLine implements AutoCloseable {

    private static final long NANOS_OF_ONE = 2_000_000;

    private final int port;
    private final ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());

    SlowLine(int port) throws IOException {
        this.port = port;
    }

    /** The client's end. */
    Socket connect() throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), listening.getLocalPort());
        Socket ours = listening.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
        server.setTcpNoDelay(true);
        start(ours, server, NANOS_OF_ONE);
        start(server, ours, 0);
        return client;
    }

    private static void start(Socket from, Socket to, long nanos) {
        Thread thread = new Thread(() -> copy(from, to, nanos), "slow-line");
        thread.setDaemon(true);
        thread.start();
    }

    private static void copy(Socket from, Socket to, long nanos) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int b = in.read(); b >= 0; b = in.read()) {
                LockSupport.parkNanos(nanos);
                out.write(b);
            }
        } catch (IOException e) {
            // The end of one side is that of the other.
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
