package dev.mailshell.hub.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.StreamCache;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A large message waits in a file for its route, and nobody can read it there. */
@Timeout(60)
class SmtpdSpoolTest {

    private static final String SECRET = "the plaintext of this message";

    @TempDir
    Path directory;

    @Test
    void encryptsWhatItSpools() throws Exception {
        String message = "Subject: large\r\n\r\n" + (SECRET + "\r\n").repeat(10_000);
        List<byte[]> files = new CopyOnWriteArrayList<>();
        try (TestHub hub = TestHub.start(directory, TestHub.SUBMISSION)) {
            hub.onMessage(exchange -> {
                files.addAll(hub.spooled());
                StreamCache body = exchange.getMessage().getBody(StreamCache.class);
                assertThat(body.inMemory()).isFalse();
                assertThat(exchange.getMessage().getBody(String.class)).isEqualTo(message);
                body.reset();
            });

            send(hub, message);

            assertThat(hub.received()).extracting(TestHub.Received::body).containsExactly(message);
            assertThat(hub.spooled()).as("afterwards").isEmpty();
        }
        assertThat(files).hasSize(1);
        assertThat(files.get(0)).hasSizeGreaterThanOrEqualTo(message.length());
        assertThat(new String(files.get(0), StandardCharsets.ISO_8859_1)).doesNotContain("plaintext");
    }

    @Test
    void keepsASmallMessageInMemory() throws Exception {
        try (TestHub hub = TestHub.start(directory, TestHub.SUBMISSION)) {
            hub.onMessage(exchange -> {
                assertThat(exchange.getMessage().getBody(StreamCache.class).inMemory())
                        .isTrue();
                assertThat(hub.spooled()).isEmpty();
            });

            send(hub, SECRET + "\r\n");

            assertThat(hub.received()).hasSize(1);
        }
    }

    private static void send(TestHub hub, String message) throws Exception {
        try (RawClient client = RawClient.loggedIn(hub)) {
            client.ask("MAIL FROM:<alice@hub.test>");
            client.ask("RCPT TO:<bob@hub.test>");
            client.ask("DATA");
            client.send(message + ".\r\n");
            assertThat(client.answer()).startsWith("250 ");
        }
    }
}
