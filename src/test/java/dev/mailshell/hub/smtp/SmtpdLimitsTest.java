package dev.mailshell.hub.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One client takes nothing from the others: no thread for ever, no number of connections, commands or messages without an end. */
@Timeout(60)
class SmtpdLimitsTest {

    /** For a machine that is busy. */
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private static final String OVER = "421 4.4.2 the time is over";

    @TempDir
    Path directory;

    private TestHub hub;

    private void start(String options) throws Exception {
        hub = TestHub.start(directory, options);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void endsASilentConnection() throws Exception {
        start(TestHub.OUTSIDE + "&commandTimeout=300");
        try (RawClient client = RawClient.plain(hub)) {
            assertThat(client.rest()).containsExactly(OVER);
        }
    }

    @Test
    void endsACommandThatDrips() throws Exception {
        start(TestHub.OUTSIDE + "&commandTimeout=700");
        try (RawClient client = RawClient.plain(hub)) {
            client.send("NOOP ");
            await().pollInterval(Duration.ofMillis(50)).atMost(PATIENCE).until(() -> !client.drip("x"));
        }
    }

    @Test
    void endsAMessageThatDrips() throws Exception {
        start(TestHub.SUBMISSION + "&dataTimeout=700");
        try (RawClient client = RawClient.loggedIn(hub)) {
            client.ask("MAIL FROM:<alice@hub.test>");
            client.ask("RCPT TO:<bob@hub.test>");
            client.ask("DATA");
            await().pollInterval(Duration.ofMillis(50)).atMost(PATIENCE).until(() -> !client.drip("x\r\n"));
        }
        assertThat(hub.received()).isEmpty();
    }

    @Test
    void endsAHandshakeThatDrips() throws Exception {
        start(TestHub.SUBMISSION + "&commandTimeout=700");
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), hub.port())) {
            // The head of a record of 16384 bytes.
            socket.getOutputStream().write(new byte[] {22, 3, 1, 64, 0, 1, 0, 63});
            await().pollInterval(Duration.ofMillis(50)).atMost(PATIENCE).until(() -> isClosedAfter(socket));
        }
    }

    private static boolean isClosedAfter(Socket socket) {
        try {
            socket.getOutputStream().write(0);
            return false;
        } catch (IOException e) {
            // That is what is asked.
            return true;
        }
    }

    @Test
    void endsAConnectionThatOnlyKeepsItselfAlive() throws Exception {
        start(TestHub.SUBMISSION + "&loginTimeout=700");
        try (RawClient client = RawClient.secure(hub)) {
            await().pollInterval(Duration.ofMillis(50)).atMost(PATIENCE).until(() -> !client.drip("NOOP\r\n"));
        }
    }

    @Test
    void keepsAConnectionAfterTheLogin() throws Exception {
        start(TestHub.SUBMISSION + "&loginTimeout=8000");
        try (RawClient client = RawClient.loggedIn(hub)) {
            await().pollDelay(Duration.ofMillis(8500)).atMost(PATIENCE).until(() -> client.ask("NOOP")
                    .startsWith("250 "));
        }
    }

    @Test
    void endsAConnectionWhoseClientReadsNothing() throws Exception {
        start(TestHub.OUTSIDE + "&maxErrors=100000000&maxCommands=100000000&commandTimeout=2000");
        try (RawClient client = RawClient.plain(hub)) {
            String many = "x\r\n".repeat(10_000);
            await().pollInterval(Duration.ofMillis(1)).atMost(PATIENCE).until(() -> !client.drip(many));
        }
    }

    @Test
    void takesSoManyConnections() throws Exception {
        start(TestHub.OUTSIDE + "&maxConnections=3");
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            clients.add(RawClient.plain(hub));
        }
        assertRefused();

        clients.remove(0).close();

        await().atMost(PATIENCE).until(() -> {
            try (RawClient next = RawClient.plain(hub)) {
                return next.ask("NOOP").startsWith("250 ");
            }
        });
        for (RawClient client : clients) {
            client.close();
        }
    }

    @Test
    void takesSoManyConnectionsFromOneAddress() throws Exception {
        start(TestHub.OUTSIDE + "&maxConnectionsPerAddress=1");
        try (RawClient client = RawClient.plain(hub)) {
            assertRefused();
            assertThat(client.ask("NOOP")).startsWith("250 ");
        }
    }

    private void assertRefused() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), hub.port())) {
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .isEqualTo("421 4.7.0 too many connections\r\n");
        }
    }

    @Test
    void endsAfterSoManyErrors() throws Exception {
        start(TestHub.OUTSIDE + "&maxErrors=2");
        try (RawClient client = RawClient.plain(hub)) {
            assertThat(client.ask("RCPT TO:<a@b.test>")).startsWith("503 ");
            assertThat(client.ask("GET / HTTP/1.1")).startsWith("500 ");
            assertThat(client.ask("VRFY a")).startsWith("502 ");
            assertThat(client.rest()).containsExactly("421 4.7.0 too many errors");
        }
    }

    @Test
    void endsAfterSoManyCommandsWithoutAMessage() throws Exception {
        start(TestHub.SUBMISSION + "&maxCommands=5");
        try (RawClient client = RawClient.loggedIn(hub)) {
            client.ask("MAIL FROM:<alice@hub.test>");
            client.ask("RCPT TO:<bob@hub.test>");
            client.ask("DATA");
            assertThat(client.ask(".")).as("all five").startsWith("250 ");
            for (int i = 0; i < 5; i++) {
                assertThat(client.ask("NOOP")).startsWith("250 ");
            }
            assertThat(client.ask("NOOP")).isEqualTo("421 4.7.0 too many commands without a message");
            assertThat(client.answer()).isEqualTo("closed");
        }
    }

    @Test
    void takesSoManyMessagesInAMinute() throws Exception {
        start(TestHub.SUBMISSION + "&maxMessagesPerMinute=1");
        try (RawClient client = RawClient.loggedIn(hub);
                RawClient second = RawClient.loggedIn(hub)) {
            assertThat(client.ask("MAIL FROM:<alice@hub.test>")).startsWith("250 ");
            assertThat(second.ask("MAIL FROM:<alice@hub.test>")).startsWith("451 4.7.1 ");
        }
    }
}
