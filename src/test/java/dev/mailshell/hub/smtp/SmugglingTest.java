package dev.mailshell.hub.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A message ends where it ends by RFC 5321, and whoever writes another end is cut off: no second message hides in a first one. */
@Timeout(60)
class SmugglingTest {

    @TempDir
    Path directory;

    private TestHub hub;
    private RawClient client;

    @BeforeEach
    void start() throws Exception {
        hub = TestHub.start(directory, TestHub.OUTSIDE);
        client = RawClient.plain(hub);
        client.ask("EHLO client.test");
        client.ask("MAIL FROM:<eve@else.test>");
        client.ask("RCPT TO:<bob@hub.test>");
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        hub.close();
    }

    static Stream<Arguments> ends() {
        return Stream.of(
                        "\n.\n",
                        "\n.\r\n",
                        "\r\n.\n",
                        "\r.\r\n",
                        "\r.\r",
                        "\r\n.\r",
                        "\n.\r",
                        "\r.\n",
                        "\r\n.\r\r\n",
                        "\r\r\n.\r\r\n",
                        "\r\n\0.\r\n",
                        "\r\n.\0\r\n",
                        "\r\n.\r\0\n",
                        "\0\r\n.\r\n",
                        "\n\n.\n\n")
                .map(end -> Arguments.of(
                        end.replace("\r", "CR ").replace("\n", "LF ").replace("\0", "NUL "), end));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ends")
    void hangsUpAtAnyOtherEnd(String name, String end) throws Exception {
        client.ask("DATA");
        client.send("Subject: first\r\n\r\nx" + end
                + "MAIL FROM:<alice@hub.test>\r\nRCPT TO:<bob@hub.test>\r\nDATA\r\nSubject: smuggled\r\n\r\n.\r\n");

        assertThat(client.answer()).matches("5[05][04] 5\\.[56]\\.[02] .*");
        assertThat(client.rest()).isEmpty();
        assertThat(hub.received()).isEmpty();
        assertThat(hub.spooled()).isEmpty();
    }

    static Stream<Arguments> commands() {
        return Stream.of(
                        "NOOP\n",
                        "NOOP\rNOOP\r\n",
                        "NOOP\r\r\n",
                        "\nNOOP\r\n",
                        "NO\0OP\r\n",
                        "NOOP \u007f\r\n",
                        "NOOP \u001b[2J\r\n")
                .map(text -> Arguments.of(text.replace("\r", "CR").replace("\n", "LF"), text));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void hangsUpAtACommandThatIsNoLine(String name, String text) throws Exception {
        client.send(text + "MAIL FROM:<eve@else.test>\r\n");

        assertThat(client.answer()).startsWith("500 5.5.2 ");
        assertThat(client.rest()).isEmpty();
    }

    @Test
    void hangsUpAtACommandThatIsTooLong() throws Exception {
        assertThat(client.ask("NOOP " + "x".repeat(993))).startsWith("250 ");
        assertThat(client.ask("NOOP " + "x".repeat(994))).startsWith("500 5.5.2 ");
        assertThat(client.answer()).isEqualTo("closed");
    }

    @Test
    void hangsUpAtALineOfAMessageThatIsTooLong() throws Exception {
        client.ask("DATA");
        client.send("x".repeat(MessageReader.LONGEST_LINE) + "\r\n" + "y".repeat(MessageReader.LONGEST_LINE + 1));

        assertThat(client.answer()).startsWith("554 5.6.0 ");
        assertThat(client.answer()).isEqualTo("closed");
        assertThat(hub.received()).isEmpty();
        assertThat(hub.spooled()).isEmpty();
    }

    @Test
    void givesTheRouteNoMessageThatBreaksOff() throws Exception {
        client.ask("DATA");
        client.send("Subject: half\r\n\r\n" + ("x".repeat(98) + "\r\n").repeat(2000));
        client.close();

        await().atMost(Duration.ofSeconds(45)).until(() -> hub.spooled().isEmpty());
        assertThat(hub.received()).isEmpty();
    }
}
