package dev.mailshell.hub.smtp;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accepts connections; one too many is closed here, before it costs a thread. */
final class Listener extends ServerSocket {

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.smtp");

    private final Connections connections;
    private final TlsMode tls;
    private final Consumer<Wire> conversation;

    /** @param conversation begins what is said over a connection */
    Listener(Connections connections, TlsMode tls, Consumer<Wire> conversation) throws IOException {
        this.connections = connections;
        this.tls = tls;
        this.conversation = conversation;
    }

    @Override
    public Socket accept() throws IOException {
        Optional<Wire> wire = Optional.empty();
        while (wire.isEmpty()) {
            wire = admit(super.accept());
        }
        conversation.accept(wire.get());
        return wire.get();
    }

    /** Must not fail because of one client: SubEtha would wait a second before it accepts the next. */
    private Optional<Wire> admit(Socket plain) throws IOException {
        try {
            plain.setTcpNoDelay(true);
            Wire wire = new Wire(plain, connections);
            if (connections.add(wire)) {
                return Optional.of(wire);
            }
            if (tls == TlsMode.STARTTLS) {
                plain.getOutputStream()
                        .write(Reply.of(421, "4.7.0", "too many connections")
                                .text()
                                .getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            LOG.debug("a connection ended before it began", e);
        }
        plain.close();
        return Optional.empty();
    }
}
