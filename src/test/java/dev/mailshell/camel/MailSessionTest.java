package dev.mailshell.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.e2e.ImapStore;
import dev.mailshell.e2e.SharedMail;
import dev.mailshell.hub.ThrowAwayCa;
import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.security.SignatureException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connections that routes make: what the mail server shows is checked. */
class MailSessionTest {

    @TempDir
    Path directory;

    private final Map<String, String> mailbox = SharedMail.add(SharedMail.address("web1"));

    @Test
    void logsInToAServerOfTheTrustedAuthority() throws Exception {
        try (Store store = connect(mailbox, authority())) {
            assertThat(store.isConnected()).isTrue();
        }
    }

    @Test
    void givesNoPasswordToAServerOfAnotherAuthority() throws Exception {
        // Of the same name as ours, so that it is its signature that does not fit. Roots of the platform would not find
        // it at all.
        Optional<Path> other = strangersAuthority();

        assertThatThrownBy(() -> connect(mailbox, other))
                .isInstanceOf(MessagingException.class)
                .hasRootCauseInstanceOf(SignatureException.class);
    }

    @Test
    void givesNoPasswordToAServerOfAnAuthorityThatThePlatformDoesNotKnow() {
        assertThatThrownBy(() -> connect(mailbox, Optional.empty()))
                .isInstanceOf(MessagingException.class)
                .hasCauseInstanceOf(SSLException.class);
    }

    @Test
    void givesNoPasswordToAServerWithAnotherName() throws Exception {
        // The same server, reached by an address that its certificate does not name. It is asked once: a second
        // attempt, with other
        // roots than ours, would hang here.
        try (ServerSocket relay = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.2"))) {
            Thread relaying = new Thread(() -> relay(relay, Integer.parseInt(mailbox.get("MAILSHELL_IMAP_PORT"))));
            relaying.start();
            Map<String, String> relayed = new HashMap<>(mailbox);
            relayed.put("MAILSHELL_IMAP_HOST", "127.0.0.2");
            relayed.put("MAILSHELL_IMAP_PORT", Integer.toString(relay.getLocalPort()));

            assertThatThrownBy(() -> connect(relayed, authority()))
                    .isInstanceOf(MessagingException.class)
                    .rootCause()
                    .hasMessageContaining("No subject alternative names matching IP address 127.0.0.2");
            relaying.join();
        }
    }

    private static void relay(ServerSocket from, int port) {
        try (Socket near = from.accept();
                Socket far = new Socket(InetAddress.getLoopbackAddress(), port)) {
            Thread back = new Thread(() -> copy(far, near));
            back.start();
            copy(near, far);
            back.join();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (SocketException e) {
            // One side has hung up: that ends a relay.
            assertThat(e).isNotNull();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Path> authority() {
        return Optional.of(Path.of(mailbox.get("MAILSHELL_TLS_CA_FILE")));
    }

    private Optional<Path> strangersAuthority() throws Exception {
        Path file = directory.resolve("ca.pem");
        new ThrowAwayCa(Clock.systemUTC()).writeCertificate(file);
        return Optional.of(file);
    }

    private static Store connect(Map<String, String> settings, Optional<Path> authority) throws Exception {
        return ImapStore.connect(RouteSession.trusting(authority), settings);
    }
}
