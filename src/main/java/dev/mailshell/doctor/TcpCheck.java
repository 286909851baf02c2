package dev.mailshell.doctor;

import java.io.IOException;
import java.net.Socket;
import java.util.List;

/** Whether a mail server takes connections. */
record TcpCheck(MailServer server) implements Check {

    @Override
    public String name() {
        return "tcp";
    }

    @Override
    public String subject() {
        return server.toString();
    }

    @Override
    public List<Finding> look() throws IOException {
        try (Socket socket = server.connect()) {
            return List.of(Finding.ok(
                    name(),
                    "port " + socket.getPort() + " of "
                            + socket.getInetAddress().getHostAddress() + " answers"));
        }
    }
}
