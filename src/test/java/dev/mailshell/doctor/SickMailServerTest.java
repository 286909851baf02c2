package dev.mailshell.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.camel.TrustedRoots;
import dev.mailshell.e2e.ScriptedServer;
import dev.mailshell.hub.ThrowAwayCa;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each mail server has one fault, and each fault is told from the others. */
class SickMailServerTest {

    private final Instant now = Clock.systemUTC().instant();

    /** Far from where a day is full. */
    private static final Duration HALF_A_DAY = Duration.ofHours(12);

    @TempDir
    Path directory;

    private ThrowAwayCa ours;

    @BeforeEach
    void makeAuthority() throws Exception {
        ours = new ThrowAwayCa(Clock.systemUTC(), Duration.ofDays(90));
        ours.writeCertificate(directory.resolve("ours.pem"));
    }

    @Test
    void verifiesOneThatIsWell() throws Exception {
        try (ScriptedServer imap = server(ours, "localhost")) {
            assertThat(look(imap, "localhost", now.plus(HALF_A_DAY)))
                    .containsExactly("ok TLSv1.3, chain and name of localhost verified, 89 days left");
        }
    }

    @Test
    void warnsOfACertificateThatEndsWithinThreeWeeks() throws Exception {
        try (ScriptedServer imap = server(ours, "localhost")) {
            assertThat(look(imap, "localhost", now.plus(Duration.ofDays(69)).plus(HALF_A_DAY)))
                    .containsExactly("warn TLSv1.3, chain and name of localhost verified, 20 days left");
        }
    }

    @Test
    void findsACertificateThatHasRunOut() throws Exception {
        Clock longAgo = Clock.fixed(now.minus(Duration.ofDays(9)), ZoneOffset.UTC);
        ThrowAwayCa old = new ThrowAwayCa(longAgo, Duration.ofDays(2));
        old.writeCertificate(directory.resolve("old.pem"));
        try (ScriptedServer imap = server(old, "localhost")) {
            assertThat(look(imap, "localhost", directory.resolve("old.pem"), now))
                    .singleElement()
                    .asString()
                    .startsWith("fail localhost:" + imap.port()
                            + ": the certificate of the mail server has run out (NotAfter:");
        }
    }

    @Test
    void findsACertificateOfAnUnknownAuthority() throws Exception {
        try (ScriptedServer imap = server(new ThrowAwayCa(Clock.systemUTC()), "localhost")) {
            assertThat(look(imap, "localhost", now))
                    .containsExactly("fail localhost:" + imap.port()
                            + ": the certificate of the mail server is of an authority that is not trusted");
        }
    }

    @Test
    void findsACertificateForAnotherName() throws Exception {
        try (ScriptedServer imap = server(ours, "127.0.0.2")) {
            assertThat(look(imap, "127.0.0.2", now))
                    .singleElement()
                    .asString()
                    .startsWith("fail 127.0.0.2:" + imap.port()
                            + ": the certificate of the mail server is for another name (");
        }
    }

    @Test
    void findsAPortThatSpeaksNoTls() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getByName("localhost"))) {
            CompletableFuture<Void> answering = CompletableFuture.runAsync(() -> greet(socket));
            assertThat(look(new MailServer("localhost", socket.getLocalPort(), false), now))
                    .singleElement()
                    .asString()
                    .contains("no TLS could be agreed on");
            answering.join();
        }
    }

    @Test
    void findsAnSmtpServerWithoutStartTls() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getByName("localhost"))) {
            CompletableFuture<Void> answering = CompletableFuture.runAsync(() -> greet(socket));
            assertThat(look(new MailServer("localhost", socket.getLocalPort(), true), now))
                    .singleElement()
                    .asString()
                    .contains("the SMTP server offers no STARTTLS");
            answering.join();
        }
    }

    private static void greet(ServerSocket socket) {
        try (var client = socket.accept()) {
            client.getOutputStream().write("220 hello\r\n250 no more\r\n".getBytes(StandardCharsets.US_ASCII));
            client.getInputStream().read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void findsAClosedPort() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            port = socket.getLocalPort();
        }
        MailServer closed = new MailServer("localhost", port, false);

        assertThat(findings(new TcpCheck(closed)))
                .containsExactly("fail localhost:" + port + ": the connection is refused");
    }

    @Test
    void findsAnUnknownHost() {
        assertThat(findings(new DnsCheck(new MailServer("nowhere.invalid", 993, false))))
                .containsExactly("fail nowhere.invalid: the host is not known");
    }

    private ScriptedServer server(ThrowAwayCa authority, String host) throws Exception {
        return ScriptedServer.tls(authority, directory, host, "* OK ready", line -> ScriptedServer.HANG_UP);
    }

    private List<String> look(ScriptedServer server, String host, Instant now) throws IOException {
        return look(server, host, directory.resolve("ours.pem"), now);
    }

    private static List<String> look(ScriptedServer server, String host, Path authority, Instant now)
            throws IOException {
        return findings(new TlsCheck(
                new MailServer(host, Integer.parseInt(server.port()), false),
                TrustedRoots.tls(Optional.of(authority)),
                now));
    }

    private List<String> look(MailServer server, Instant now) throws IOException {
        return findings(new TlsCheck(server, TrustedRoots.tls(Optional.of(directory.resolve("ours.pem"))), now));
    }

    private static List<String> findings(Check check) {
        try (Examination examination = new Examination(new Trouble(true), Duration.ofMinutes(1))) {
            return examination.ofAll(List.of(Group.of("imap", check))).get(0).join().stream()
                    .map(finding -> finding.state() + " " + finding.fact())
                    .toList();
        }
    }
}
