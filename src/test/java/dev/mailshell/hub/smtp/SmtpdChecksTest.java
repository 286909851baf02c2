package dev.mailshell.hub.smtp;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.StreamCachingStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An endpoint that would not be safe does not start. */
@Timeout(60)
class SmtpdChecksTest {

    @TempDir
    Path directory;

    private TestHub hub;

    @BeforeEach
    void start() throws Exception {
        hub = TestHub.start(directory, TestHub.OUTSIDE);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private void listen(String uri) throws Exception {
        CamelContext context = hub.context();
        context.getEndpoint(uri).createConsumer(exchange -> {}).start();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "smtpd:127.0.0.1:0|has no sslContext",
                "smtpd:127.0.0.1:0?sslContext=#keys|has no accounts to log in with",
                "smtpd:127.0.0.1:0?sslContext=#keys&auth=false&maxErrors=0|has a maxErrors of 0, expected 1 to 2147483647",
                "smtpd:127.0.0.1:0?sslContext=#keys&auth=false&maxMessageSize=-1|has a maxMessageSize of -1, expected 1",
                "smtpd:127.0.0.1:0?sslContext=#keys&auth=false&commandTimeout=0|has a commandTimeout of 0, expected 1",
                "smtpd:127.0.0.1:0?sslContext=#keys&auth=false&maxMessageSize=2147483648|has a maxMessageSize of 2147483648",
                "smtpd:127.0.0.1:0?sslContext=#keys&auth=false&hostName=a%0D%0Ab|has a hostName that is none",
                "smtpd:127.0.0.1|has no host and port (was 127.0.0.1, expected host:port)",
                "smtpd:127.0.0.1:smtp|has no host and port",
                "smtpd:127.0.0.1:65536|has no host and port",
                "smtpd::25|has no host and port"
            })
    void saysWhatIsMissing(String uri, String fact) {
        assertThatThrownBy(() -> listen(uri)).hasStackTraceContaining("IllegalArgumentException: smtpd: " + fact);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tls=none", "tls=", "auth=perhaps", "maxErrors=few", "sslContext=#nowhere", "unknown=1"})
    void takesNoOptionThatItDoesNotKnow(String option) {
        assertThatThrownBy(() -> listen("smtpd:127.0.0.1:0?auth=false&" + option))
                .isInstanceOf(Exception.class);
    }

    @Test
    void wantsAnEncryptedSpool() {
        String uri = "smtpd:127.0.0.1:0?sslContext=#keys&auth=false";
        StreamCachingStrategy spool = hub.context().getStreamCachingStrategy();

        for (String cipher : List.of("RC4", "AES", "AES/ECB/PKCS5Padding", "AES/GCM/NoPadding")) {
            spool.setSpoolCipher(cipher);
            assertThatThrownBy(() -> listen(uri)).as(cipher).hasMessageContaining("has no encrypted spool");
        }
        spool.setSpoolCipher(null);
        assertThatThrownBy(() -> listen(uri)).hasMessageContaining("has no encrypted spool");
        spool.setSpoolCipher("AES/CTR/NoPadding");
        spool.setSpoolEnabled(false);
        assertThatThrownBy(() -> listen(uri)).hasMessageContaining("has no encrypted spool");
    }

    @Test
    void sendsNothing() {
        assertThatThrownBy(() -> hub.context()
                        .getEndpoint("smtpd:127.0.0.1:0?sslContext=#keys")
                        .createProducer())
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
