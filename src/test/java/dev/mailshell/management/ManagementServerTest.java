package dev.mailshell.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What comes in by a real connection. */
class ManagementServerTest {

    private static final String GET = "GET " + Pages.LIVE + " HTTP/1.1\r\n";

    private final Watched watched = new Watched();
    private ManagementServer server;

    @BeforeEach
    void start() throws IOException {
        start(Duration.ofSeconds(5));
    }

    private void start(Duration longest) throws IOException {
        server = ManagementServer.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), longest);
        server.serve(watched);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void answersAnHttpClient() throws Exception {
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + Pages.METRICS + "?x=1"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue(MetricsText.CONTENT_TYPE);
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(response.body()).contains("mailshell_ready 1\n", "measured 1\n");
    }

    @ParameterizedTest
    @CsvSource({
        "'GET /observe/health/live HTTP/1.1\\r\\nHost: localhost:1\\r\\n\\r\\n', 200",
        "'GET /observe/health/live HTTP/1.0\\r\\n\\r\\n', 200",
        "'GET /observe/health/live HTTP/1.1\\r\\nHost: evil.example\\r\\n\\r\\n', 421",
        "'GET /observe/health/live HTTP/1.1\\r\\n\\r\\n', 400",
        "'GET /observe/health/live HTTP/1.1\\r\\nHost: localhost\\r\\nHost: localhost\\r\\n\\r\\n', 400",
        "'GET /observe/health/live HTTP/1.1\\r\\nHost: localhost\\r\\n folded\\r\\n\\r\\n', 400",
        "'GET /observe/health/live HTTP/1.1\\r\\nHost : localhost\\r\\n\\r\\n', 400",
        "'GET /observe/health/live HTTP/1.1\\nHost: localhost\\n\\n', 400",
        "'GET http://localhost/observe/health/live HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n', 400",
        "'GET /observe/health/live HTTP/2.0\\r\\nHost: localhost\\r\\n\\r\\n', 400",
        "'\\r\\n\\r\\n', 400",
        "'HEAD /observe/health/live HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n', 405",
        "'POST /observe/health/live HTTP/1.1\\r\\nHost: localhost\\r\\nContent-Length: 0\\r\\n\\r\\n', 405",
        "'GET /etc/passwd HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n', 404",
    })
    void answersEachRequestByItsOwnStatus(String request, int status) throws IOException {
        assertThat(ask(request.replace("\\r", "\r").replace("\\n", "\n"))).startsWith("HTTP/1.1 " + status + " ");
    }

    @Test
    void readsNoMoreThanAFewKilobytes() throws IOException {
        String exactly = GET + "Host: localhost\r\nA: ";
        String fits = exactly + "x".repeat(Request.LONGEST - exactly.length() - 4) + "\r\n\r\n";

        assertThat(ask(fits)).startsWith("HTTP/1.1 200 ");
        assertThat(ask("GET /" + "x".repeat(Request.LONGEST - 5))).startsWith("HTTP/1.1 431 ");
    }

    @Test
    void givesUpWhoSaysNothingAndThenAnswersOthers() throws IOException {
        server.close();
        start(Duration.ofMillis(200));
        List<Socket> silent = new ArrayList<>();
        try {
            for (int i = 0; i < 40; i++) {
                silent.add(connect());
            }
            for (Socket one : silent) {
                one.getOutputStream().write('G');
            }
        } catch (IOException e) {
            // Those that find no place are closed, some before they could say anything.
            assertThat(silent).isNotEmpty();
        }
        try {
            for (Socket one : silent) {
                one.setSoTimeout(10_000);
                assertThat(isOver(one)).isTrue();
            }
            Awaitility.await().ignoreExceptions().until(() -> ask(GET + "Host: localhost\r\n\r\n")
                    .startsWith("HTTP/1.1 200 "));
        } finally {
            for (Socket one : silent) {
                one.close();
            }
        }
    }

    @Test
    void givesUpWhoSaysAByteNowAndThenAndThenAnswersOthers() throws IOException {
        server.close();
        start(Duration.ofMillis(500));
        try (Socket one = connect();
                Socket other = connect()) {
            Awaitility.await().pollInterval(Duration.ofMillis(20)).until(() -> isGone(one, "G") && isGone(other, "G"));

            assertThat(ask(GET + "Host: localhost\r\n\r\n")).startsWith("HTTP/1.1 200 ");
        }
    }

    private static boolean isGone(Socket peer, String more) {
        try {
            peer.getOutputStream().write(more.getBytes(StandardCharsets.US_ASCII));
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void givesUpWhoDoesNotReadItsAnswerAndThenAnswersOthers() throws IOException {
        server.close();
        start(Duration.ofMillis(500));
        String whole = "x".repeat(30_000_000);
        watched.checks = List.of(new Check("disk", true, whole));
        try (Socket one = connect();
                Socket other = connect()) {
            for (Socket socket : List.of(one, other)) {
                socket.getOutputStream()
                        .write(("GET " + Pages.READY + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
            }

            Awaitility.await().ignoreExceptions().until(() -> ask(GET + "Host: localhost\r\n\r\n")
                    .startsWith("HTTP/1.1 200 "));
            assertThat(rest(one)).isLessThan(whole.length());
        }
    }

    private static long rest(Socket peer) {
        long read = 0;
        try {
            while (peer.getInputStream().read() >= 0) {
                read++;
            }
        } catch (IOException e) {
            return read;
        }
        return read;
    }

    private static boolean isOver(Socket one) {
        try {
            return one.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            throw new AssertionError("it is still open", e);
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void takesNoConnectionOnceItIsClosed() {
        int port = server.port();
        server.close();

        // A process that begins meanwhile may hold the port for a moment.
        await().untilAsserted(() -> assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                .isInstanceOf(ConnectException.class));
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), server.port());
    }

    private String ask(String request) throws IOException {
        try (Socket socket = connect()) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
