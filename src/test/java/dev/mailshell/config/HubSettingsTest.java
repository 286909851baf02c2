package dev.mailshell.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.config.ConfigFailure.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HubSettingsTest {

    private static final String HUB =
            """
            mailshell.name=hub
            mailshell.role=hub
            mailshell.address=hub@mail.test
            """;

    @TempDir
    private Path folder;

    private TestHome hub;

    @BeforeEach
    void makeHub() throws IOException {
        hub = TestHome.in(folder);
        hub.makeCertificate();
        write("");
    }

    @Test
    void listensForUsersAndForNobodyElseUnlessToldTo() throws Exception {
        MailService service = service();
        assertThat(service.host()).isEqualTo("mail.test");
        assertThat(service.bind()).isEqualTo("0.0.0.0");
        assertThat(service.smtps()).hasValue(465);
        assertThat(service.pop3s()).hasValue(995);
        assertThat(service.submission()).isEmpty();
        assertThat(service.smtp()).isEmpty();
        assertThat(service.certificate()).isEqualTo(hub.home().certificate());
        assertThat(service.key()).isEqualTo(hub.home().certificateKey());
        assertThat(service.quota()).isEqualTo(1L << 30);
        assertThat(service.retention()).isEqualTo(Duration.ofDays(30));
    }

    @Test
    void takesWhatIsWritten() throws Exception {
        hub.write("other.pem", "certificate", "rw-r--r--");
        hub.write("other.key", "key", "rw-------");
        write(
                """
                mailshell.hub.host=mx.mail.test
                mailshell.hub.bind=::1
                mailshell.hub.smtps-port=off
                mailshell.hub.smtp-port=25
                mailshell.hub.submission-port=0
                mailshell.hub.quota=2GiB
                mailshell.hub.retention=90d
                mailshell.hub.certificate=other.pem
                mailshell.hub.key=other.key
                """);
        MailService service = service();
        assertThat(service.host()).isEqualTo("mx.mail.test");
        assertThat(service.bind()).isEqualTo("0:0:0:0:0:0:0:1");
        assertThat(service.smtps()).isEqualTo(OptionalInt.empty());
        assertThat(service.smtp()).hasValue(25);
        assertThat(service.submission()).hasValue(0);
        assertThat(service.quota()).isEqualTo(2L << 30);
        assertThat(service.retention()).isEqualTo(Duration.ofDays(90));
        assertThat(service.key()).isEqualTo(hub.home().directory().resolve("other.key"));
    }

    @Test
    void tellsTheRoutesWhichPortsAreOn() throws Exception {
        write("mailshell.hub.smtp-port=2525\n");
        assertThat(hub.load(Map.of()).placeholders())
                .containsEntry("mailshell.hub.smtp-port", "2525")
                .containsEntry("mailshell.hub.smtp-port.on", "true")
                .containsEntry("mailshell.hub.submission-port.on", "false");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mailshell.hub.bind=localhost",
                "mailshell.hub.bind=300.1.1.1",
                "mailshell.hub.smtps-port=65536",
                "mailshell.hub.smtp-port=no",
                "mailshell.hub.name-servers=dns.mail.test:53",
                "mailshell.hub.name-servers=127.0.0.1",
                "mailshell.hub.quota=9999999999GiB",
                "mailshell.hub.quota=1001GiB",
                "mailshell.hub.retention=59m",
                "mailshell.hub.certificate=nowhere.pem"
            })
    void refusesWhatCannotBe(String line) throws Exception {
        write(line + "\n");
        assertThat(hub.problems(Map.of())).hasSize(1);
    }

    @Test
    void missesACertificate() throws Exception {
        Files.delete(hub.home().certificate());
        assertThat(hub.problems(Map.of()))
                .extracting(Problem::fact)
                .containsExactly("mailshell.hub.certificate is missing");
    }

    @Test
    void refusesAKeyThatOthersCanRead() throws Exception {
        TestHome.mode(hub.home().certificateKey(), "rw-r-----");
        assertThat(hub.problems(Map.of()))
                .extracting(Problem::fact)
                .containsExactly("the file holds the key of the hub's certificate and others can use it"
                        + " (mode 0640, expected 0600)");
    }

    @Test
    void isForAHubOnly() throws Exception {
        hub.append("mailshell.hub.quota=1GiB\n");
        assertThat(hub.problems(Map.of()))
                .extracting(Problem::fact)
                .containsExactly("mailshell.hub.quota cannot be used (the role is not hub)");
    }

    private MailService service() throws Exception {
        return ((OwnStore) hub.load(Map.of()).reception()).service();
    }

    private void write(String more) throws IOException {
        hub.write("mailshell.properties", HUB + more, "rw-------");
    }
}
