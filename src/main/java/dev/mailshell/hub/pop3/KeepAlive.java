package dev.mailshell.hub.pop3;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.util.Map;

/** Has the system find out within a minute that a client has lost its network, lest it keeps its maildrop from itself until the session has been idle for too long. */
final class KeepAlive {

    /** In seconds, and a number. */
    private static final Map<String, Integer> OPTIONS =
            Map.of("TCP_KEEPIDLE", 30, "TCP_KEEPINTERVAL", 10, "TCP_KEEPCOUNT", 3);

    private KeepAlive() {}

    static void on(Socket socket) throws IOException {
        socket.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        // By their names: not each platform has them.
        for (SocketOption<?> option : socket.supportedOptions()) {
            if (option.type() == Integer.class && OPTIONS.containsKey(option.name())) {
                set(socket, option);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static void set(Socket socket, SocketOption<?> option) throws IOException {
        socket.setOption((SocketOption<Integer>) option, OPTIONS.get(option.name()));
    }
}
