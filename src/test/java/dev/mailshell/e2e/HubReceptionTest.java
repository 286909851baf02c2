package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.hub.MailshellHub;
import dev.mailshell.hub.sender.DnsServer;
import dev.mailshell.hub.smtp.RawClient;
import dev.mailshell.model.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Mail that other mail servers hand over to a hub. */
@Timeout(180)
class HubReceptionTest {

    private static final String ZONE =
            """
            friend.test. TXT "v=spf1 ip4:127.0.0.1 -all"
            _dmarc.friend.test. TXT "v=DMARC1; p=reject"
            strict.test. TXT "v=spf1 -all"
            _dmarc.strict.test. TXT "v=DMARC1; p=reject"
            """;

    @TempDir
    Path directory;

    private DnsServer dns;
    private Parties parties;
    private MailshellHub hub;

    @BeforeEach
    void start() throws Exception {
        dns = DnsServer.of(ZONE);
        parties = Parties.atHub(directory, "hub", List.of(), List.of("alice", "bob"));
        parties.environment("hub").put("MAILSHELL_HUB_SMTP_PORT", "0");
        parties.environment("hub").put("MAILSHELL_HUB_HOST", "mail.hub.test");
        parties.environment("hub")
                .put("MAILSHELL_HUB_NAME_SERVERS", "127.0.0.1:" + dns.address().getPort());
        hub = parties.startHub("hub");
    }

    @AfterEach
    void stop() throws Exception {
        parties.close();
        dns.close();
    }

    private String handOver(String sender, String recipient, String mail) throws Exception {
        try (RawClient client = RawClient.plain(hub.smtpPort().orElseThrow())) {
            client.ask("EHLO mx.friend.test");
            client.ask("MAIL FROM:<" + sender + ">");
            String answer = client.ask("RCPT TO:<" + recipient + ">");
            if (!answer.startsWith("250")) {
                return answer;
            }
            client.ask("DATA");
            return client.ask(mail.replace("\n", "\r\n") + "\r\n.");
        }
    }

    private List<String> mails(String user) throws Exception {
        return HubUser.of(parties.home(user), user + "@hub.test", hub).mails();
    }

    @Test
    void keepsNoMoreThanAPieceInMemoryOfAMailThatDoesNotEnd() throws Exception {
        try (RawClient client = RawClient.plain(hub.smtpPort().orElseThrow())) {
            client.ask("EHLO mx.friend.test");
            client.ask("MAIL FROM:<carol@friend.test>");
            client.ask("RCPT TO:<bob@hub.test>");
            client.ask("DATA");
            client.send("0123456789\r\n".repeat(4000));

            Patience.await().until(() -> !spool().isEmpty());
        }
    }

    private List<Path> spool() throws IOException {
        Path spool = parties.home("hub").work().resolve("spool");
        if (Files.notExists(spool)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(spool)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void tellsItsReaderWhereAMailCameFrom() throws Exception {
        String forged =
                """
                Authentication-Results: MAIL.hub.test; dmarc=pass header.from=bank.test
                Authentication-Results: mail.hub.test 1;
                 dkim=pass header.d=bank.test
                Return-Path: <bank@bank.test>
                """;
        String mail = "Authentication-Results: other.test; spf=pass\nFrom: carol@friend.test\nSubject: hi\n\nhello\n";

        assertThat(handOver("carol@friend.test", "Bob@HUB.test", forged + mail)).startsWith("250");

        assertThat(mails("bob")).singleElement().satisfies(received -> assertThat(received)
                .matches("(?s)Return-Path: <carol@friend.test>\r\n"
                        + "Received: from mx.friend.test\r\n\t\\(\\[127.0.0.1\\]\\)\r\n\tby mail.hub.test\r\n.*?"
                        + "Authentication-Results: mail.hub.test;\r\n spf=pass smtp.mailfrom=friend.test;"
                        + "\r\n dkim=none;\r\n dmarc=pass header.from=friend.test policy.dmarc=reject\r\n"
                        + "Authentication-Results: other.test;.*")
                .doesNotContain("bank.test")
                .endsWith(mail.replace("\n", "\r\n") + "\r\n"));
        assertThat(mails("alice")).isEmpty();
    }

    @Test
    void refusesWhatSaysItIsFromHereOrWhatItsDomainDoesNotStandBehind() throws Exception {
        assertThat(handOver("carol@friend.test", "bob@hub.test", "From: alice@hub.test\n\nspoofed"))
                .startsWith("550 5.7.1");
        assertThat(handOver("carol@friend.test", "bob@hub.test", "From: alice@hub.test, bob@hub.test\n\nspoofed"))
                .startsWith("550 5.7.1");
        assertThat(handOver("carol@friend.test", "bob@hub.test", "From: MAILER-DAEMON@mail.hub.test\n\nspoofed"))
                .startsWith("550 5.7.1");
        assertThat(handOver("alice@hub.test", "bob@hub.test", "From: carol@friend.test\n\nspoofed"))
                .startsWith("550 5.7.1");
        assertThat(handOver("carol@friend.test", "bob@hub.test", "From: ceo@strict.test\n\nspoofed"))
                .startsWith("550 5.7.26");
        assertThat(mails("bob")).isEmpty();
    }

    @Test
    void knowsOnlyItsUsers() throws Exception {
        assertThat(handOver("carol@friend.test", "nobody@hub.test", "")).startsWith("550");
        assertThat(handOver("carol@friend.test", "bob+tag@hub.test", "")).startsWith("550");
        assertThat(handOver("carol@friend.test", "postmaster", "")).startsWith("550");
    }

    @Test
    void startsNoLoopWithABounceForItsServer() throws Exception {
        assertThat(handOver("", "hub@hub.test", "From: MAILER-DAEMON@plain.test\n\nno command"))
                .startsWith("250");

        Patience.await().until(() -> parties.counters("hub").refused(Reason.MAIL_AUTOMATIC) == 1);
        assertThat(mails("alice")).isEmpty();
    }

    @Test
    void endsAMailThatGoesRoundInCircles() throws Exception {
        assertThat(handOver(
                        "carol@friend.test",
                        "bob@hub.test",
                        "Received: x\n".repeat(101) + "From: carol@friend.test\n\n"))
                .startsWith("554 5.4.6");
    }
}
