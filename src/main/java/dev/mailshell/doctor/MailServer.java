package dev.mailshell.doctor;

import dev.mailshell.config.Mailbox;
import dev.mailshell.config.Submission;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/**
 * Where a mail server listens.
 *
 * @param startTls whether TLS begins only after the first words of SMTP
 */
record MailServer(String host, int port, boolean startTls) {

    /** How long it may say nothing. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    static MailServer of(Mailbox mailbox) {
        return new MailServer(mailbox.host(), mailbox.port(), false);
    }

    static MailServer of(Submission smtp) {
        return new MailServer(smtp.host(), smtp.port(), smtp.startTls());
    }

    /** A connection without TLS. */
    Socket connect() throws IOException {
        Socket socket = new Socket();
        try {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.connect(new InetSocketAddress(host, port), (int) PATIENCE.toMillis());
            return socket;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
