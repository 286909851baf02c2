package dev.mailshell.hub;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.config.MailService;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RoutePortsTest {

    private static MailService service(String bind, int smtps, int smtp) {
        return new MailService(
                "hub.test",
                bind,
                OptionalInt.of(smtps),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.of(smtp),
                Path.of("hub.pem"),
                Path.of("hub.key"),
                List.of(),
                1,
                Duration.ofDays(1));
    }

    @Test
    void saysWhichPortIsTakenAndWhatToDo() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> RoutePorts.requireFree(service("127.0.0.1", 0, other.getLocalPort())))
                    .hasMessage("SMTP cannot listen on 127.0.0.1, port " + other.getLocalPort()
                            + " (was: Address already in use)")
                    .hasFieldOrPropertyWithValue(
                            "hint", "see who listens there: ss -ltnp; or set another port, or off");
        }
    }

    @Test
    void saysThatTwoPortsAreTheSameAndLetsAllGo() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertThatThrownBy(() -> RoutePorts.requireFree(service("127.0.0.1", port, port)))
                .isInstanceOf(PortRefused.class);
        assertThatCode(() -> RoutePorts.requireFree(service("127.0.0.1", port, 0)))
                .doesNotThrowAnyException();
    }

    @Test
    void saysThatAnAddressIsNotOfThisMachine() {
        assertThatThrownBy(() -> RoutePorts.requireFree(service("192.0.2.1", 0, 0)))
                .hasMessageStartingWith("SMTPS cannot listen on 192.0.2.1, port 0 (was: ")
                .hasFieldOrPropertyWithValue(
                        "hint", "mailshell.hub.bind is an address of this machine, or 0.0.0.0 for all of them");
    }
}
