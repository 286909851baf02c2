package dev.mailshell.camel;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.hub.ThrowAwayCa;
import dev.mailshell.hub.tls.TlsFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswerLimitTest {

    private static final int LIMIT = 256 * 1024;
    private static final String ENDLESS = "the mail server's answer does not end (was more than 262144 bytes)";

    @TempDir
    Path directory;

    private final AnswerLimit limit = new AnswerLimit(LIMIT);
    private final OutputStream telling = limit.telling(OutputStream.nullOutputStream());

    @Test
    void letsAConnectionLastThatAnswersNoMoreThanItIsTold() {
        assertThatCode(() -> {
                    for (int i = 0; i < 5000; i++) {
                        telling.write(new byte[100]);
                        hear(100);
                    }
                })
                .doesNotThrowAnyException();
    }

    @Test
    void givesNoMoreForALargeMailThanForASmallOne() throws IOException {
        telling.write(new byte[10 * LIMIT]);

        hear(LIMIT);
        assertThatThrownBy(() -> hear(1)).isInstanceOf(IOException.class).hasMessage(ENDLESS);
    }

    @Test
    void countsOnThoughTheServerMakesTlsAnswerByItself() throws Exception {
        ThrowAwayCa authority = new ThrowAwayCa(Clock.systemUTC());
        authority.writeCertificate(directory.resolve("ca.pem"));
        authority.writeServer(directory.resolve("key.pem"), directory.resolve("crt.pem"));
        TlsFiles keys = TlsFiles.open(directory.resolve("crt.pem"), directory.resolve("key.pem"), new SecureRandom());
        try (ServerSocket server =
                keys.context().getServerSocketFactory().createServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            CompletableFuture<Void> talking = CompletableFuture.runAsync(() -> talk(server));
            try (Socket plain = new Socket(server.getInetAddress(), server.getLocalPort());
                    Socket tls = new PromptTls(
                                    TrustedRoots.tls(Optional.of(directory.resolve("ca.pem"))),
                                    Duration.ofMinutes(1),
                                    LIMIT)
                            .createSocket(plain, "localhost", server.getLocalPort(), true)) {
                assertThatThrownBy(() -> tls.getInputStream().transferTo(OutputStream.nullOutputStream()))
                        .isInstanceOf(IOException.class)
                        .hasStackTraceContaining(ENDLESS);
            }
            talking.join();
        }
    }

    /** Six megabytes, with a request for new keys (RFC 8446 section 4.6.3) after each piece that is below the limit. */
    private static void talk(ServerSocket server) {
        try (SSLSocket client = (SSLSocket) server.accept()) {
            for (int i = 0; i < 100; i++) {
                client.getOutputStream().write(new byte[60_000]);
                client.startHandshake();
            }
        } catch (IOException e) {
            // As it should be: the client has hung up.
        }
    }

    private void hear(int bytes) throws IOException {
        try (InputStream hearing = limit.hearing(new ByteArrayInputStream(new byte[bytes]))) {
            hearing.transferTo(OutputStream.nullOutputStream());
        }
    }
}
