package dev.mailshell.hub;

import dev.mailshell.config.MailService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** The ports that the routes of a hub listen on. They are tried before the routes start, since Camel tells of a taken one by a stack trace. */
final class RoutePorts {

    private final String bind;
    private final List<ServerSocket> tried = new ArrayList<>();

    private RoutePorts(String bind) {
        this.bind = bind;
    }

    /** @throws PortRefused if one of them cannot be listened on, also because two are the same */
    static void requireFree(MailService service) throws IOException {
        RoutePorts ports = new RoutePorts(service.bind());
        try {
            ports.tryOut("SMTPS", service.smtps());
            ports.tryOut("submission", service.submission());
            ports.tryOut("SMTP", service.smtp());
        } finally {
            ports.release();
        }
    }

    private void tryOut(String protocol, OptionalInt port) throws PortRefused {
        if (port.isPresent()) {
            try {
                tried.add(new ServerSocket(port.getAsInt(), 1, InetAddress.getByName(bind)));
            } catch (IOException e) {
                throw new PortRefused(protocol, bind, port.getAsInt(), e);
            }
        }
    }

    private void release() throws IOException {
        for (ServerSocket socket : tried) {
            socket.close();
        }
    }
}
