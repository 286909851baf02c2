package dev.mailshell.newcomer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;

/** A hub on a machine that has other servers: at ports that nobody uses, and for this machine only. */
record OwnHub(String smtpsPort, String pop3sPort) {

    static OwnHub withFreePorts() throws IOException {
        try (ServerSocket smtps = listen();
                ServerSocket pop3s = listen()) {
            return new OwnHub(port(smtps), port(pop3s));
        }
    }

    /** Writes them into the homes of the hub and of its parties, folders of {@code homes}. */
    void settle(Path homes, String... parties) throws IOException, NotAsPrinted {
        Path hub = homes.resolve("hub");
        OwnMail.set(hub, "mailshell.hub.bind", "127.0.0.1");
        OwnMail.set(hub, "mailshell.hub.smtps-port", smtpsPort);
        OwnMail.set(hub, "mailshell.hub.pop3s-port", pop3sPort);
        for (String party : parties) {
            Path home = homes.resolve(party);
            OwnMail.set(home, "mailshell.smtp.port", smtpsPort);
            OwnMail.set(home, "mailshell.pop3.port", pop3sPort);
        }
    }

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    private static String port(ServerSocket socket) {
        return Integer.toString(socket.getLocalPort());
    }
}
