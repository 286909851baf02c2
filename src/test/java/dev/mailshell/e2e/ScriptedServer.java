package dev.mailshell.e2e;

import dev.mailshell.hub.ThrowAwayCa;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A mail server of a few lines: says what a script tells it, and keeps every line that it hears. */
public final class ScriptedServer implements AutoCloseable {

    /** Said by a script, it ends the connection. */
    public static final String HANG_UP = "";

    private final ServerSocket socket;
    private final String greeting;
    private final Function<String, String> script;
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private final List<String> endings = new CopyOnWriteArrayList<>();

    private ScriptedServer(ServerSocket socket, String greeting, Function<String, String> script) {
        this.socket = socket;
        this.greeting = greeting;
        this.script = script;
        run(this::acceptAll);
    }

    private static void run(Runnable work) {
        Thread thread = new Thread(work, "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }

    /** Without TLS. */
    public static ScriptedServer plain(String greeting, Function<String, String> script) throws IOException {
        return new ScriptedServer(new ServerSocket(0, 20, InetAddress.getByName("localhost")), greeting, script);
    }

    /** With a certificate of {@code authority} for localhost, listening at {@code host}. */
    public static ScriptedServer tls(
            ThrowAwayCa authority, Path directory, String host, String greeting, Function<String, String> script)
            throws Exception {
        Path folder = Files.createTempDirectory(directory, "tls");
        authority.writeServer(folder.resolve("key.pem"), folder.resolve("crt.pem"));
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        String pem = Files.readString(folder.resolve("key.pem")).replaceAll("-----[A-Z ]+-----", "");
        PrivateKey key = KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem)));
        try (var in = Files.newInputStream(folder.resolve("crt.pem"))) {
            Certificate certificate = CertificateFactory.getInstance("X.509").generateCertificate(in);
            store.setKeyEntry("server", key, new char[0], new Certificate[] {certificate});
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return new ScriptedServer(
                context.getServerSocketFactory().createServerSocket(0, 20, InetAddress.getByName(host)),
                greeting,
                script);
    }

    public String port() {
        return Integer.toString(socket.getLocalPort());
    }

    /** What clients have said, if TLS let them. */
    public List<String> heard() {
        return List.copyOf(heard);
    }

    /** Connections that have come to their end. */
    public int connections() {
        return endings.size();
    }

    private void acceptAll() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                run(() -> serve(client));
            } catch (IOException e) {
                endings.add(e.toString());
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            converse(client);
            endings.add("orderly");
        } catch (IOException e) {
            // A client that hangs up in the handshake is what some tests want.
            endings.add(e.toString());
        }
    }

    private void converse(Socket client) throws IOException {
        client.setSoTimeout(20_000);
        BufferedReader in =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1));
        Writer out = new OutputStreamWriter(client.getOutputStream(), StandardCharsets.ISO_8859_1);
        say(out, greeting);
        StringBuilder data = null;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (data != null && !line.equals(".")) {
                data.append(line).append("\r\n");
                continue;
            }
            heard.add(data == null ? line : "MAIL");
            String answer = script.apply(data == null ? line : data.toString());
            if (answer.equals(HANG_UP)) {
                return;
            }
            data = data == null && answer.startsWith("354") ? new StringBuilder() : null;
            say(out, answer);
        }
    }

    private static void say(Writer out, String line) throws IOException {
        out.write(line + "\r\n");
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
