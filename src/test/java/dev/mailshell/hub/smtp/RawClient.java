package dev.mailshell.hub.smtp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** Says what no mail program says. */
public final class RawClient implements AutoCloseable {

    private static final int TIMEOUT = 30_000;

    private Socket socket;
    private BufferedReader reader;

    private RawClient(Socket socket) throws IOException {
        use(socket);
    }

    private void use(Socket next) throws IOException {
        socket = next;
        socket.setSoTimeout(TIMEOUT);
        reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    }

    /** A connection that has been greeted. */
    static RawClient plain(TestHub hub) throws IOException {
        return plain(hub.port());
    }

    /** A connection that has been greeted. */
    public static RawClient plain(int port) throws IOException {
        RawClient client = new RawClient(new Socket(InetAddress.getLoopbackAddress(), port));
        client.answer();
        return client;
    }

    /** A connection within TLS that has been greeted. */
    static RawClient secure(TestHub hub) throws Exception {
        return secure(hub.trust(), hub.port());
    }

    /** A connection within TLS that has been greeted. */
    public static RawClient secure(SSLContext trust, int port) throws IOException {
        RawClient client = new RawClient(trust.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port));
        client.answer();
        return client;
    }

    /** As {@link #secure}, logged in as alice. */
    static RawClient loggedIn(TestHub hub) throws Exception {
        RawClient client = secure(hub);
        client.ask("EHLO client.test");
        client.ask("AUTH PLAIN " + plainCredentials("alice@hub.test", TestHub.PASSWORD));
        return client;
    }

    /** What AUTH PLAIN sends. */
    public static String plainCredentials(String user, String password) {
        return base64("\0" + user + "\0" + password);
    }

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Goes on within TLS. */
    public void startTls(SSLContext trust) throws IOException {
        SSLSocket secured =
                (SSLSocket) trust.getSocketFactory().createSocket(socket, "localhost", socket.getPort(), true);
        secured.startHandshake();
        use(secured);
    }

    /** That of the server, within TLS. */
    public Certificate certificate() throws IOException {
        return ((SSLSocket) socket).getSession().getPeerCertificates()[0];
    }

    /** Sends it as it is, byte for character. */
    public void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** Sends a line and returns the whole answer. */
    public String ask(String line) throws IOException {
        send(line + "\r\n");
        return answer();
    }

    /** The next answer, lines joined by a line feed; "closed" if there is none. */
    public String answer() throws IOException {
        List<String> lines = new ArrayList<>();
        try {
            String line = reader.readLine();
            while (line != null && line.length() > 3 && line.charAt(3) == '-') {
                lines.add(line);
                line = reader.readLine();
            }
            lines.add(line == null ? "closed" : line);
        } catch (SocketException e) {
            lines.add("closed");
        }
        return String.join("\n", lines);
    }

    /** All that comes until the server closes the connection. */
    List<String> rest() throws IOException {
        List<String> lines = new ArrayList<>();
        String answer = answer();
        while (!answer.equals("closed")) {
            lines.add(answer);
            answer = answer();
        }
        return lines;
    }

    /** Sends it; false if the connection is closed. */
    boolean drip(String text) {
        try {
            send(text);
            return true;
        } catch (IOException e) {
            // That is what is asked.
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
