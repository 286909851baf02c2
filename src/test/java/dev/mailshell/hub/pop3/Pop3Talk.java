package dev.mailshell.hub.pop3;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A client that sends what a test says, byte by byte if need be, and waits for each answer, but not for ever. */
final class Pop3Talk implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 300_000;

    private final Socket socket;
    private final SSLSocket tls;
    private final InputStream in;

    private Pop3Talk(Socket socket, SSLSocket tls) throws IOException {
        this.socket = socket;
        this.tls = tls;
        this.in = tls.getInputStream();
    }

    static Pop3Talk over(Socket socket, SSLContext trusting) throws IOException {
        SSLSocket tls =
                (SSLSocket) trusting.getSocketFactory().createSocket(socket, "localhost", socket.getPort(), true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        tls.startHandshake();
        return new Pop3Talk(socket, tls);
    }

    Pop3Talk greeting() throws IOException {
        String greeting = line();
        if (!greeting.startsWith("+OK ")) {
            throw new AssertionError(greeting);
        }
        return this;
    }

    /** Sends a command and reads the first line of the answer. */
    String ask(String command) throws IOException {
        send(command + "\r\n");
        return line();
    }

    /** As above, and the lines behind it up to the dot, as they come. */
    List<String> askForLines(String command) throws IOException {
        String first = ask(command);
        if (!first.startsWith("+OK")) {
            throw new AssertionError(first);
        }
        return lines();
    }

    /** What the mail is once the dots are off. */
    String mail(int number) throws IOException {
        return content(askForLines("RETR " + number));
    }

    static String content(List<String> lines) {
        StringBuilder mail = new StringBuilder();
        lines.forEach(line ->
                mail.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n"));
        return mail.toString();
    }

    List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = line(); !line.equals("."); line = line()) {
            lines.add(line);
        }
        return lines;
    }

    void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    void send(byte[] bytes) throws IOException {
        tls.getOutputStream().write(bytes);
    }

    /** Without its CRLF, which it must have; fails at the end of the connection. */
    String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new IOException("the connection has ended behind: " + line);
            }
            line.write(b);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        if (!text.endsWith("\r")) {
            throw new AssertionError("no CR at the end of: " + text);
        }
        return text.substring(0, text.length() - 1);
    }

    /** Waits for the end of the connection; what came before it. */
    String rest() {
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        try {
            for (int b = in.read(); b >= 0; b = in.read()) {
                rest.write(b);
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the connection does not end", e);
        } catch (IOException e) {
            // Cut, which is an end too.
        }
        return rest.toString(StandardCharsets.ISO_8859_1);
    }

    /** As a client that dies. */
    void breakOff() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
