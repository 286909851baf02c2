package dev.mailshell.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;

/** A connection over TLS to a mail server on this machine, line by line. */
final class Talk implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 120_000;

    private final Socket socket;
    private final InputStream input;
    private final OutputStream output;

    /** @param from which of the loopback addresses it comes from */
    Talk(SSLContext tls, String from, int port) throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        Socket plain = new Socket();
        plain.setTcpNoDelay(true);
        plain.setSoTimeout(PATIENCE_MILLIS);
        plain.bind(new InetSocketAddress(from, 0));
        plain.connect(new InetSocketAddress(loopback, port));
        socket = tls.getSocketFactory().createSocket(plain, "localhost", port, true);
        input = new BufferedInputStream(socket.getInputStream());
        output = socket.getOutputStream();
    }

    void write(byte[] bytes) throws IOException {
        output.write(bytes);
    }

    void say(String line) throws IOException {
        write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = input.read(); next != '\n'; next = input.read()) {
            if (next < 0) {
                throw new EOFException("the server ended the connection after " + line);
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.US_ASCII).stripTrailing();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
