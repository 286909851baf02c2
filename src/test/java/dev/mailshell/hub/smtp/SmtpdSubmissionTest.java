package dev.mailshell.hub.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.hub.user.Account;
import dev.mailshell.ledger.MailboxFull;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.support.SynchronizationAdapter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Who has logged in submits a message; it is taken when the route has taken it. */
@Timeout(60)
class SmtpdSubmissionTest {

    @TempDir
    Path directory;

    private TestHub hub;
    private RawClient client;

    @BeforeEach
    void start() throws Exception {
        hub = TestHub.start(directory, TestHub.SUBMISSION + "&maxMessageSize=100000&maxRecipients=2");
        client = RawClient.loggedIn(hub);
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        hub.close();
    }

    private String submit(String message) throws Exception {
        assertThat(client.ask("MAIL FROM:<alice@hub.test>")).isEqualTo("250 2.1.0 ok");
        assertThat(client.ask("RCPT TO:<bob@hub.test>")).isEqualTo("250 2.1.5 ok");
        assertThat(client.ask("DATA")).startsWith("354 ");
        client.send(message + ".\r\n");
        return client.answer();
    }

    @Test
    void givesTheRouteTheMessageAndItsEnvelope() throws Exception {
        assertThat(submit("Subject: hello\r\n\r\n..a dot\r\n\u00e4\t\r\n"))
                .matches("250 2\\.0\\.0 taken as [0-9a-f]{16}");

        TestHub.Received received = hub.received().get(0);
        assertThat(received.body().getBytes(StandardCharsets.UTF_8))
                .startsWith("Subject: hello\r\n\r\n.a dot\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(received.recipients()).containsExactly("bob@hub.test");
        assertThat(received.headers().get(SmtpdConstants.MAIL_FROM)).hasToString("alice@hub.test");
        assertThat(received.headers())
                .containsEntry(SmtpdConstants.HELO, "client.test")
                .containsEntry(SmtpdConstants.HOST_NAME, "mail.hub.test")
                .containsEntry(SmtpdConstants.TLS_PROTOCOL, "TLSv1.3")
                .containsEntry(SmtpdConstants.REMOTE_ADDRESS, InetAddress.getLoopbackAddress())
                .containsKeys(SmtpdConstants.TLS_CIPHER, SmtpdConstants.SESSION_ID);
        assertThat(((Account) received.headers().get(SmtpdConstants.ACCOUNT)).address())
                .hasToString("alice@hub.test");
    }

    @Test
    void letsTheRouteReadTheMessageTwice() throws Exception {
        hub.onMessage(exchange -> {
            StreamCache body = exchange.getMessage().getBody(StreamCache.class);
            assertThat(exchange.getMessage().getBody(byte[].class)).hasSize(6);
            body.reset();
        });

        assertThat(submit("\r\nhi\r\n")).startsWith("250 ");
        assertThat(hub.received().get(0).body()).isEqualTo("\r\nhi\r\n");
    }

    @Test
    void takesAnEmptyMessage() throws Exception {
        assertThat(submit("")).startsWith("250 ");
        assertThat(hub.received().get(0).body()).isEmpty();
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(
                        new IllegalStateException("secret"),
                        "451 4.3.0 the message could not be stored, come back later"),
                Arguments.of(new MailboxFull("full"), "452 4.2.2 the mailbox is full"),
                Arguments.of(new IllegalStateException(new MailboxFull("full")), "452 4.2.2 the mailbox is full"),
                Arguments.of(new SmtpRefusal(554, "5.7.1", "not like this"), "554 5.7.1 not like this"),
                Arguments.of(new SmtpRefusal(450, "4.7.1", "later"), "450 4.7.1 later"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void saysWhatBecameOfTheMessage(Exception failure, String answer) throws Exception {
        hub.onMessage(exchange -> {
            throw failure;
        });

        assertThat(submit("\r\n")).isEqualTo(answer);
        assertThat(hub.received()).isEmpty();
        hub.onMessage(exchange -> {});
        assertThat(submit("\r\n")).as("the next one").startsWith("250 ");
    }

    @Test
    void refusesWhatTheRouteRollsBack() throws Exception {
        hub.onMessage(exchange -> exchange.setRollbackOnly(true));

        assertThat(submit("\r\n")).startsWith("451 ");
    }

    @Test
    void answersAfterTheRouteHasEnded() throws Exception {
        hub.onMessage(exchange -> exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onComplete(Exchange ended) {
                hub.received().add(new TestHub.Received(Map.of(), "committed"));
            }
        }));

        submit("\r\n");

        assertThat(hub.received()).extracting(TestHub.Received::body).contains("committed");
    }

    @Test
    void takesAWholeTransactionInOnePacket() throws Exception {
        client.send(String.join(
                "\r\n",
                "MAIL FROM:<alice@hub.test>",
                "RCPT TO:<bob@hub.test>",
                "RCPT TO:<eve@else.test>",
                "DATA",
                "",
                "one",
                ".",
                "MAIL FROM:<alice@hub.test>",
                "RCPT TO:<alice@hub.test>",
                "DATA",
                "",
                "two",
                ".",
                "QUIT",
                ""));

        assertThat(client.rest())
                .extracting(line -> line.substring(0, 3))
                .containsExactly("250", "250", "550", "354", "250", "250", "250", "354", "250", "221");
        assertThat(hub.received()).extracting(TestHub.Received::body).containsExactly("\r\none\r\n", "\r\ntwo\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MAIL FROM:<bob@hub.test>|553 5.7.1",
                "MAIL FROM:<alice@else.test>|553 5.7.1",
                "MAIL FROM:<alice@hub.test.else.test>|553 5.7.1",
                "MAIL FROM:<>|553 5.7.1",
                "MAIL FROM:<\"alice\"@hub.test>|553 5.1.7",
                "MAIL FROM:<@hub.test:alice@hub.test>|553 5.1.7",
                "MAIL FROM:alice@hub.test|501 5.5.4",
                "MAIL FROM:<alice@hub.test|501 5.5.4",
                "MAIL FROM:<alice@hub.test>x|501 5.5.4",
                "MAIL FROM:<alice@hub.test> <bob@hub.test>|501 5.5.4",
                "MAIL TO:<alice@hub.test>|501 5.5.4",
                "MAIL|501 5.5.4",
                "MAIL FROM:<alice@hub.test> SIZE=100001|552 5.3.4",
                "MAIL FROM:<alice@hub.test> SIZE=4294967297|552 5.3.4",
                "MAIL FROM:<alice@hub.test> SIZE=18446744073709551617|552 5.3.4",
                "MAIL FROM:<alice@hub.test> SIZE=99999999999999999999999|501 5.5.4",
                "MAIL FROM:<alice@hub.test> SIZE=-1|501 5.5.4",
                "MAIL FROM:<alice@hub.test> SIZE=1 SIZE=2|501 5.5.4",
                "MAIL FROM:<alice@hub.test> BODY=BINARYMIME|501 5.5.4",
                "MAIL FROM:<alice@hub.test> SMTPUTF8|555 5.5.4",
                "MAIL FROM:<alice@hub.test> RET=FULL|555 5.5.4",
                "MAIL FROM:<alice@hub.test>|250 2.1.0",
                "mail from: <ALICE@Hub.Test> size=100000 body=8BITMIME AUTH=<>|250 2.1.0",
                "RCPT TO:<bob@hub.test>|503 5.5.1",
                "DATA|503 5.5.1",
                "AUTH PLAIN AGEAYg==|503 5.5.1",
                "STARTTLS|503 5.5.1",
                "MAILX FROM:<alice@hub.test>|500 5.5.2",
                "BDAT 5 LAST|502 5.5.1",
                "VRFY alice|502 5.5.1",
                "EXPN staff|502 5.5.1",
                "ETRN hub.test|502 5.5.1",
                "EHLO|501 5.5.4",
                "EHLO a b|501 5.5.4",
                "EHLO (x)|501 5.5.4",
                "NOOP anything|250 2.0.0",
                "RSET|250 2.0.0",
                "''|500 5.5.2"
            })
    void answersEachCommand(String command, String answer) throws Exception {
        assertThat(client.ask(command)).startsWith(answer + " ").doesNotContain("else.test");
        assertThat(client.ask("NOOP")).as("goes on").startsWith("250 ");
    }

    @Test
    void bindsAMessageToSoManyRecipients() throws Exception {
        client.ask("MAIL FROM:<alice@hub.test>");
        client.ask("RCPT TO:<bob@hub.test>");
        client.ask("RCPT TO:<alice@hub.test>");

        assertThat(client.ask("RCPT TO:<BOB@hub.test>")).startsWith("452 4.5.3 ");
    }

    @Test
    void forgetsAMessageThatIsResetOrGreetedAnew() throws Exception {
        for (String command : List.of("RSET", "EHLO again.test", "HELO again.test")) {
            assertThat(client.ask("MAIL FROM:<alice@hub.test>")).startsWith("250 ");
            assertThat(client.ask("MAIL FROM:<alice@hub.test>")).startsWith("503 ");
            assertThat(client.ask(command)).startsWith("250");
            assertThat(client.ask("RCPT TO:<bob@hub.test>")).startsWith("503 ");
        }
    }

    @Test
    void refusesAMessageThatIsTooLargeInTruth() throws Exception {
        assertThat(submit("\r\n" + "x".repeat(998) + "\r\n" + ("y".repeat(998) + "\r\n").repeat(99)))
                .startsWith("552 5.3.4 ");
        assertThat(submit("\r\n")).as("the next one").startsWith("250 ");
        assertThat(hub.received()).hasSize(1);
        assertThat(hub.spooled()).isEmpty();
    }

    @Test
    void hangsUpOnAMessageThatDoesNotEnd() throws Exception {
        client.ask("MAIL FROM:<alice@hub.test>");
        client.ask("RCPT TO:<bob@hub.test>");
        client.ask("DATA");
        client.send(("y".repeat(998) + "\r\n").repeat(210));

        assertThat(client.answer()).startsWith("552 5.3.4 ");
        assertThat(client.answer()).isEqualTo("closed");
    }

    @Test
    void announcesWhatItDoes() throws Exception {
        assertThat(client.ask("EHLO client.test").split("\n", -1))
                .containsExactly(
                        "250-mail.hub.test",
                        "250-PIPELINING",
                        "250-SIZE 100000",
                        "250-8BITMIME",
                        "250-ENHANCEDSTATUSCODES",
                        "250 AUTH PLAIN LOGIN");
    }
}
