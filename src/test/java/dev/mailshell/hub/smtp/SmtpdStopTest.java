package dev.mailshell.hub.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** When its route stops, an endpoint listens no more; messages that are with the route are finished. */
@Timeout(60)
class SmtpdStopTest {

    @TempDir
    Path directory;

    private TestHub hub;
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    @BeforeEach
    void start() throws Exception {
        hub = TestHub.start(directory, TestHub.SUBMISSION + "&stopTimeout=30000");
        hub.context().getShutdownStrategy().setTimeout(40);
    }

    @AfterEach
    void stop() {
        mayEnd.countDown();
        hub.close();
    }

    private RawClient withTheRoute() throws Exception {
        hub.onMessage(exchange -> {
            arrived.countDown();
            mayEnd.await();
        });
        RawClient client = RawClient.loggedIn(hub);
        client.ask("MAIL FROM:<alice@hub.test>");
        client.ask("RCPT TO:<bob@hub.test>");
        client.ask("DATA");
        client.send("\r\n.\r\n");
        arrived.await();
        return client;
    }

    private CompletableFuture<Void> stopRoute() {
        return CompletableFuture.runAsync(() -> {
            try {
                hub.context().getRouteController().stopRoute("accept");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void endsIdleConnectionsAndListensNoMore() throws Exception {
        int port = hub.port();
        try (RawClient idle = RawClient.secure(hub);
                Socket silent = new Socket(InetAddress.getLoopbackAddress(), port)) {
            hub.context().getRouteController().stopRoute("accept");

            assertThat(idle.answer()).isEqualTo("closed");
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
        }
        // A process that begins meanwhile may hold the port for a moment.
        await().untilAsserted(() -> assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                .isInstanceOf(ConnectException.class));
        assertThatThrownBy(hub.consumer()::port).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void tellsTheClientWhatBecameOfTheMessageThatIsWithTheRoute() throws Exception {
        try (RawClient client = withTheRoute()) {
            CompletableFuture<Void> stopped = stopRoute();
            int port = hub.port();
            await().atMost(Duration.ofSeconds(45)).until(() -> isClosed(port));
            mayEnd.countDown();

            assertThat(client.answer()).startsWith("250 ");
            assertThat(client.answer()).isEqualTo("closed");
            stopped.join();
            assertThat(hub.received()).hasSize(1);
        }
    }

    private static boolean isClosed(int port) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.getInputStream().read() < 0;
        } catch (ConnectException e) {
            // That is what is asked.
            return true;
        }
    }

    @Test
    void doesNotWaitForEverForARoute() throws Exception {
        hub.consumer().getEndpoint().getConfiguration().setStopTimeout(200);
        hub.consumer().suspend();
        hub.consumer().resume();
        try (RawClient client = withTheRoute()) {
            hub.consumer().stop();

            assertThat(client.answer()).as("it was interrupted").isEqualTo("closed");
            assertThat(hub.received()).isEmpty();
        }
    }

    @Test
    void listensAgainWhenItIsResumed() throws Exception {
        hub.context().getRouteController().suspendRoute("accept");
        hub.context().getRouteController().resumeRoute("accept");
        try (RawClient client = RawClient.loggedIn(hub)) {
            assertThat(client.ask("NOOP")).startsWith("250 ");
        }
        hub.context().getRouteController().stopRoute("accept");
        hub.context().getRouteController().startRoute("accept");
        try (RawClient client = RawClient.loggedIn(hub)) {
            assertThat(client.ask("NOOP")).startsWith("250 ");
        }
    }

    @Test
    void saysWhichPortIsTaken() {
        String taken = "smtpd:127.0.0.1:" + hub.port() + "?sslContext=#keys&accounts=#accounts";

        assertThatThrownBy(() -> hub.context()
                        .getEndpoint(taken)
                        .createConsumer(exchange -> {})
                        .start())
                .hasRootCauseInstanceOf(BindException.class)
                .hasStackTraceContaining("smtpd: cannot listen at /127.0.0.1:" + hub.port());
    }
}
