package dev.mailshell.hub.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing gets mail to a recipient whom the policy does not allow: here everybody but alice and bob at hub.test. */
@Timeout(60)
class OpenRelayTest {

    @TempDir
    Path directory;

    private TestHub hub;
    private RawClient client;

    @BeforeEach
    void start() throws Exception {
        hub = TestHub.start(directory, TestHub.OUTSIDE);
        client = RawClient.plain(hub);
        client.ask("EHLO client.test");
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        hub.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '~',
            value = {
                "<victim@else.test>#550",
                "<victim%else.test@hub.test>#550",
                "<victim%else.test>#553",
                "<else.test!victim>#553",
                "<else.test!victim@hub.test>#550",
                "<hub.test!else.test!victim>#553",
                "<@hub.test:victim@else.test>#553",
                "<@hub.test,@else.test:victim@else.test>#553",
                "<@else.test:bob@hub.test>#553",
                "<\"victim@else.test\">#553",
                "<\"victim@else.test\"@hub.test>#553",
                "<\"victim%else.test\"@hub.test>#553",
                "<\"bob\"@hub.test>#553",
                "<\"bob hope\"@hub.test>#501",
                "<victim@else.test@hub.test>#553",
                "<bob@hub.test@else.test>#553",
                "<victim@[127.0.0.1]>#553",
                "<victim@[IPv6:::1]>#553",
                "<victim@127.0.0.1>#550",
                "<victim@localhost>#550",
                "<victim@LOCALHOST>#550",
                "<victim@mail.hub.test>#550",
                "<victim@hub.test.>#553",
                "<bob@hub.test.>#553",
                "<bob@.hub.test>#553",
                "<bob@sub.hub.test>#550",
                "<bob@hub.test.else.test>#550",
                "<victim@@hub.test>#553",
                "<victim>#553",
                "<@>#553",
                "<>#553",
                "<bob@>#553",
                "<@hub.test>#553",
                "<postmaster>#550",
                "<Postmaster@else.test>#550",
                "<bob@hub.test,victim@else.test>#553",
                "<bob@hub.test;victim@else.test>#553",
                "<bob@hub.test> <victim@else.test>#501",
                "<bob@hub.test>,<victim@else.test>#501",
                "<bob@hub.test> ORCPT=rfc822;victim@else.test#555",
                "<bob@hub.test> NOTIFY=NEVER#555",
                "<böb@hub.test>#501",
                "<bob@hüb.test>#501",
                "bob@hub.test#501",
                "<<bob@hub.test>>#501",
                "<bob\t@hub.test>#501",
                "|victim@else.test#501",
                "\"|/bin/sh\"#501"
            })
    void refusesEachClassicAttempt(String path, String code) throws Exception {
        assertThat(client.ask("MAIL FROM:<eve@else.test>")).startsWith("250 ");

        assertThat(client.ask("RCPT TO:" + path)).startsWith(code + " ");

        assertThat(client.ask("DATA")).startsWith("503 ");
        assertThat(client.ask("QUIT")).startsWith("221 ");
        assertThat(hub.received()).isEmpty();
    }

    @Test
    void refusesARecipientWithANul() throws Exception {
        client.ask("MAIL FROM:<eve@else.test>");

        assertThat(client.ask("RCPT TO:<bob@hub.test\0victim@else.test>")).startsWith("500 ");
        assertThat(client.answer()).isEqualTo("closed");
    }

    @Test
    void takesWhatIsAllowedAndNothingBesides() throws Exception {
        client.ask("MAIL FROM:<>");
        assertThat(client.ask("RCPT TO:<bob@hub.test>")).startsWith("250 ");
        assertThat(client.ask("RCPT TO:<victim@else.test>")).startsWith("550 5.7.1 ");
        client.ask("DATA");
        client.send("To: victim@else.test\r\n\r\n.\r\n");

        assertThat(client.answer()).startsWith("250 ");
        assertThat(hub.received().get(0).recipients()).containsExactly("bob@hub.test");
        assertThat(hub.received().get(0).headers())
                .doesNotContainKeys(SmtpdConstants.MAIL_FROM, SmtpdConstants.ACCOUNT, SmtpdConstants.TLS_PROTOCOL);
    }

    @Test
    void refusesEverybodyWithoutAPolicy() throws Exception {
        hub.close();
        try (TestHub closed = TestHub.listen(directory, TestHub.OUTSIDE);
                RawClient other = RawClient.plain(closed)) {
            other.ask("EHLO client.test");
            other.ask("MAIL FROM:<eve@else.test>");
            assertThat(other.ask("RCPT TO:<bob@hub.test>")).startsWith("550 5.7.1 ");
            assertThat(other.ask("RCPT TO:<alice@hub.test>")).startsWith("550 5.7.1 ");
        }
    }
}
