package dev.mailshell.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** A port that leads to a mail server while it is open; while it is shut, every connection ends at once. */
final class Gate implements AutoCloseable {

    private final int target;
    private final ServerSocket listener;
    private final AtomicBoolean open = new AtomicBoolean();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    private Gate(int target, ServerSocket listener) {
        this.target = target;
        this.listener = listener;
    }

    /** A gate, shut, to a port of this machine. */
    static Gate to(int target) throws IOException {
        Gate gate = new Gate(target, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        run(gate::accept);
        return gate;
    }

    int port() {
        return listener.getLocalPort();
    }

    void open() {
        open.set(true);
    }

    void shut() throws IOException {
        open.set(false);
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept() throws IOException {
        while (true) {
            Socket outer = listener.accept();
            if (open.get()) {
                Socket inner = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.add(outer);
                sockets.add(inner);
                run(() -> copy(outer, inner));
                run(() -> copy(inner, outer));
            } else {
                outer.close();
            }
        }
    }

    private static void copy(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
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
