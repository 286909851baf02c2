package dev.mailshell.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A port that leads to a mail server while it is open; while it is shut, every connection ends at once. */
public final class Gate implements AutoCloseable {

    private final int target;
    private final ServerSocket listener;
    private final AtomicBoolean open = new AtomicBoolean();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Set<Socket> swallowed = ConcurrentHashMap.newKeySet();
    private final AtomicInteger count = new AtomicInteger();

    private Gate(int target, ServerSocket listener) {
        this.target = target;
        this.listener = listener;
    }

    /** A gate, shut, to a port of this machine. */
    public static Gate to(int target) throws IOException {
        Gate gate = new Gate(target, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        run(gate::accept);
        return gate;
    }

    public int port() {
        return listener.getLocalPort();
    }

    public void open() {
        open.set(true);
    }

    public void shut() throws IOException {
        open.set(false);
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    /** Lets the connections that there are go on, but passes nothing on any more. */
    public void swallow() {
        swallowed.addAll(sockets);
    }

    /** How many connections were let through. */
    public int connections() {
        return count.get();
    }

    private void accept() throws IOException {
        while (true) {
            Socket outer = listener.accept();
            if (open.get()) {
                Socket inner = new Socket(InetAddress.getLoopbackAddress(), target);
                count.incrementAndGet();
                sockets.add(outer);
                sockets.add(inner);
                run(() -> copy(outer, inner));
                run(() -> copy(inner, outer));
            } else {
                outer.close();
            }
        }
    }

    private void copy(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            byte[] bytes = new byte[8192];
            for (int read = from.getInputStream().read(bytes);
                    read >= 0;
                    read = from.getInputStream().read(bytes)) {
                if (!swallowed.contains(from)) {
                    to.getOutputStream().write(bytes, 0, read);
                }
            }
        }
    }

    /** Work that ends when its socket is closed, at either side. */
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
                "gate");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        shut();
        listener.close();
    }
}
