package dev.mailshell.hub.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS is new enough, renewed while the server runs, and nothing from before it counts afterwards. */
@Timeout(60)
class SmtpdTlsTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "STARTTLS\r\nEHLO injected.test\r\n",
                "STARTTLS\r\nRSET\r\n",
                "STARTTLS\r\n\r\n",
                "STARTTLS\r\nx",
                "NOOP\r\nSTARTTLS\r\nMAIL FROM:<alice@hub.test>\r\n"
            })
    void hangsUpIfAnythingFollowsStartTls(String packet) throws Exception {
        try (TestHub hub = TestHub.start(directory, TestHub.OUTSIDE);
                RawClient client = RawClient.plain(hub)) {
            client.ask("EHLO client.test");
            client.send(packet);

            List<String> answers = client.rest();
            assertThat(answers.get(answers.size() - 1)).isEqualTo("503 5.5.1 nothing may follow STARTTLS");
            assertThat(answers).noneMatch(answer -> answer.startsWith("220 "));
        }
    }

    @Test
    void hangsUpIfPlaintextFollowsInsteadOfTls() throws Exception {
        try (TestHub hub = TestHub.start(directory, TestHub.OUTSIDE);
                RawClient client = RawClient.plain(hub)) {
            assertThat(client.ask("STARTTLS")).startsWith("220 ");
            client.send("EHLO injected.test\r\nMAIL FROM:<eve@else.test>\r\n");

            assertThat(client.rest()).noneMatch(answer -> answer.startsWith("250"));
        }
    }

    @Test
    void forgetsWhatWasSaidBeforeTls() throws Exception {
        try (TestHub hub = TestHub.start(directory, TestHub.OUTSIDE);
                RawClient client = RawClient.plain(hub)) {
            client.ask("EHLO client.test");
            client.ask("MAIL FROM:<eve@else.test>");
            assertThat(client.ask("RCPT TO:<bob@hub.test>")).startsWith("250 ");
            client.ask("STARTTLS");
            client.startTls(hub.trust());

            assertThat(client.ask("DATA")).startsWith("503 ");
            assertThat(client.ask("MAIL FROM:<eve@else.test>")).startsWith("503 ");
            assertThat(client.ask("STARTTLS")).startsWith("503 ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {TestHub.SUBMISSION, TestHub.STARTTLS})
    void usesTheRenewedCertificateForTheNextConnection(String mode) throws Exception {
        try (TestHub hub = TestHub.start(directory, mode)) {
            Certificate first = certificate(hub, mode);
            Certificate renewed = hub.renewCertificate();

            assertThat(certificate(hub, mode)).isEqualTo(renewed).isNotEqualTo(first);
        }
    }

    private static Certificate certificate(TestHub hub, String mode) throws Exception {
        if (mode.equals(TestHub.SUBMISSION)) {
            try (RawClient client = RawClient.secure(hub)) {
                return client.certificate();
            }
        }
        try (RawClient client = RawClient.plain(hub)) {
            client.ask("STARTTLS");
            client.startTls(hub.trust());
            return client.certificate();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1", "TLSv1.1"})
    void speaksNoOldTls(String version) throws Exception {
        try (TestHub hub = TestHub.start(directory, TestHub.SUBMISSION);
                SSLSocket old = (SSLSocket)
                        hub.trust().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), hub.port())) {
            old.setEnabledProtocols(new String[] {version});

            assertThatThrownBy(old::startHandshake).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384", "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256"})
    void speaksNoCipherSuiteThatDoesNotAuthenticate(String suite) throws Exception {
        try (TestHub hub = TestHub.start(directory, TestHub.SUBMISSION);
                SSLSocket weak = (SSLSocket)
                        hub.trust().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), hub.port())) {
            weak.setEnabledProtocols(new String[] {"TLSv1.2"});
            weak.setEnabledCipherSuites(new String[] {suite});

            assertThatThrownBy(weak::startHandshake).isInstanceOf(SSLException.class);
        }
    }

    @Test
    void speaksTls12() throws Exception {
        try (TestHub hub = TestHub.start(directory, TestHub.SUBMISSION);
                SSLSocket client = (SSLSocket)
                        hub.trust().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), hub.port())) {
            client.setEnabledProtocols(new String[] {"TLSv1.2"});
            client.startHandshake();

            assertThat(client.getInputStream().read()).isEqualTo('2');
        }
    }

    @Test
    void endsAConnectionThatCanHaveNoTls() throws Exception {
        try (TestHub hub = TestHub.start(directory, TestHub.SUBMISSION)) {
            hub.loseCertificate();

            assertThatThrownBy(() -> RawClient.secure(hub).close()).isInstanceOf(IOException.class);
        }
    }

    @Test
    void goesOnWithoutTlsWhileTheCertificateCannotBeRead() throws Exception {
        try (TestHub hub = TestHub.start(directory, TestHub.OUTSIDE);
                RawClient client = RawClient.plain(hub)) {
            hub.loseCertificate();
            assertThat(client.ask("STARTTLS")).startsWith("454 4.7.0 ");
            hub.renewCertificate();
            assertThat(client.ask("STARTTLS")).startsWith("220 ");
        }
    }
}
