package dev.mailshell.bench;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.net.ssl.SSLContext;

/** The floor: takes every mail by SMTP over TLS, and keeps none. */
final class Sink implements AutoCloseable {

    private static final Map<String, String> ANSWERS =
            Map.of("EHLO", "250 sink", "AUTH", "235 ok", "MAIL", "250 ok", "RCPT", "250 ok", "DATA", "354 go on");

    private final ServerSocket listening;

    Sink(SSLContext tls) throws IOException {
        listening = tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    private static void start(Runnable runnable) {
        Thread thread = new Thread(runnable, "sink");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                client.setTcpNoDelay(true);
                start(() -> serve(client));
            } catch (IOException e) {
                // Its end: whoever still talks to it is told by the connection.
                return;
            }
        }
    }

    private static void serve(Socket client) {
        try (client;
                BufferedReader lines = new BufferedReader(new InputStreamReader(
                        new BufferedInputStream(client.getInputStream()), StandardCharsets.US_ASCII))) {
            OutputStream output = client.getOutputStream();
            say(output, "220 sink");
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String verb = line.substring(0, 4);
                say(output, ANSWERS.get(verb));
                if (verb.equals("DATA")) {
                    while (!lines.readLine().equals(".")) {}
                    say(output, "250 ok");
                }
            }
        } catch (IOException e) {
            // The client has gone.
            return;
        }
    }

    private static void say(OutputStream output, String line) throws IOException {
        output.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
