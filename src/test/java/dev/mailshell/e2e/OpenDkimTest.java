package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.crypto.cms.KeyAlgorithm;
import dev.mailshell.hub.MailshellHub;
import dev.mailshell.hub.sender.DnsServer;
import dev.mailshell.hub.smtp.RawClient;
import dev.mailshell.model.Reason;
import dev.mailshell.realmail.OpenDkim;
import dev.mailshell.realmail.Prerequisite;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Commands and replies that a real OpenDKIM signs behind a real Postfix, as in docker-compose.yml, and what those say of them who verify: OpenDKIM, dkimpy, a hub,
 * and a server that filters by what OpenDKIM wrote.
 */
@Timeout(300)
class OpenDkimTest {

    private static final String AUTHSERV_ID = "mx.mail.test";

    /** What docker-mailserver takes out of the header of mail that was submitted, and how it writes one name. */
    private static final String HEADER_CHECKS =
            """
            /^Received:.*with ESMTPSA/ IGNORE
            /^(User-Agent|X-Mailer|X-Originating-IP|X-Enigmail):/ IGNORE
            /^Mime-Version: 1\\.0/ REPLACE MIME-Version: 1.0
            """;

    @TempDir
    Path directory;

    /** Open to OpenDKIM. */
    @TempDir
    Path keys;

    private RealParties real;
    private OpenDkim dkim;
    private int signer;

    @BeforeEach
    void start() throws Exception {
        OpenDkim.assumeAvailable();
        real = RealParties.create(directory.resolve("homes"), KeyAlgorithm.EC, List.of("web1"), List.of("alice"));
        dkim = OpenDkim.create(keys, "mail.test");
        signer = dkim.startSigner();
    }

    @AfterEach
    void stop() {
        if (real != null) {
            real.close();
        }
        if (dkim != null) {
            dkim.close();
        }
    }

    private void askMilters(int... ports) throws IOException {
        StringBuilder milters = new StringBuilder("smtpd_milters=");
        for (int port : ports) {
            milters.append(" inet:127.0.0.1:").append(port);
        }
        Path checks = Files.writeString(keys.resolve("checks"), HEADER_CHECKS);
        real.mail()
                .configurePostfix(
                        "milter_protocol=6",
                        "milter_default_action=accept",
                        milters.toString(),
                        // After the milters: worse than before them.
                        "lmtp_header_checks=regexp:" + checks);
    }

    /** The only mail of a mailbox, as it travels. */
    private String mailOf(String user) throws IOException {
        List<Path> mails = real.mail().mails(user);
        assertThat(mails).hasSize(1);
        return Files.readString(mails.get(0), StandardCharsets.ISO_8859_1)
                .replace("\r\n", "\n")
                .replace("\n", "\r\n");
    }

    private void exchange() throws Exception {
        real.parties().startServer("web1");
        real.parties().startClient("alice");
        real.assertAnswers("hello");
    }

    @Test
    void aCommandAndItsReplyKeepTheSignatureThatTheyGetOnTheWay() throws Exception {
        askMilters(signer);
        exchange();

        for (String user : List.of("web1", "alice")) {
            String mail = mailOf(user);
            assertThat(mail)
                    .containsOnlyOnce("DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/simple; d=mail.test; s=mail;")
                    // It verifies nothing of whoever logged in.
                    .doesNotContain("with ESMTPSA", "Authentication-Results");
            assertThat(openDkim(mail)).contains("d=mail.test", "succeeded");
            assertThat(dkimpy(mail)).isEqualTo("True");
            for (String altered : altered(mail)) {
                assertThat(openDkim(altered)).contains("failed").doesNotContain("succeeded");
                assertThat(dkimpy(altered)).isEqualTo("False");
            }
        }
    }

    /** As somebody might change it on its way; each in one place. */
    private static List<String> altered(String mail) {
        int body = mail.indexOf("\r\n\r\n") + 4;
        char first = mail.charAt(body);
        return List.of(
                mail.substring(0, body) + (first == 'A' ? 'B' : 'A') + mail.substring(body + 1),
                mail + "A list's footer\r\n",
                mail.replaceFirst("\r\nSubject: .*\r\n", "\r\nSubject: [list]\r\n"),
                mail.replaceFirst("\r\nTo: .*\r\n", "\r\nTo: mallory@mail.test\r\n"));
    }

    private String openDkim(String mail) throws IOException {
        return dkim.verdict(Files.writeString(keys.resolve("mail.eml"), mail, StandardCharsets.ISO_8859_1));
    }

    private String dkimpy(String mail) throws Exception {
        Prerequisite.require(Files.exists(Path.of("/usr/lib/python3/dist-packages/dkim")), "python3-dkim");
        Process process = new ProcessBuilder(
                        "/usr/bin/python3", "src/test/resources/dkim/verify.py", dkim.keyName(), dkim.keyRecord())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(mail.getBytes(StandardCharsets.ISO_8859_1));
        }
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    @Test
    void aHubTakesWhatOpenDkimHasSignedAndRefusesWhatWasChangedAfterwards() throws Exception {
        askMilters(signer);
        exchange();
        String command = mailOf("web1");
        String reply = mailOf("alice");
        // Whoever hands it over is none of the domain's own: only the signature speaks for it.
        String zone = dkim.zone() + "mail.test. TXT \"v=spf1 -all\"\n_dmarc.mail.test. TXT \"v=DMARC1; p=reject\"\n";
        try (DnsServer dns = DnsServer.of(zone);
                Parties parties = Parties.atHub(directory.resolve("hub"), "hub", List.of(), List.of("bob"))) {
            parties.environment("hub")
                    .putAll(Map.of(
                            "MAILSHELL_HUB_SMTP_PORT",
                            "0",
                            "MAILSHELL_HUB_HOST",
                            "mail.hub.test",
                            "MAILSHELL_HUB_NAME_SERVERS",
                            "127.0.0.1:" + dns.address().getPort()));
            MailshellHub hub = parties.startHub("hub");

            assertThat(handOver(hub, "alice@mail.test", command)).startsWith("250");
            assertThat(handOver(hub, "web1@mail.test", reply)).startsWith("250");
            for (String altered : altered(command)) {
                assertThat(handOver(hub, "alice@mail.test", altered)).startsWith("550 5.7.26");
            }

            assertThat(HubUser.of(parties.home("bob"), "bob@hub.test", hub).mails())
                    .hasSize(2)
                    .allSatisfy(mail -> assertThat(mail)
                            .contains(
                                    "spf=fail", " dkim=pass header.d=mail.test", " dmarc=pass header.from=mail.test"));
        }
    }

    private static String handOver(MailshellHub hub, String sender, String mail) throws IOException {
        try (RawClient client = RawClient.plain(hub.smtpPort().orElseThrow())) {
            client.ask("EHLO mx.friend.test");
            client.ask("MAIL FROM:<" + sender + ">");
            client.ask("RCPT TO:<bob@hub.test>");
            client.ask("DATA");
            return client.ask(mail.replace("\r\n.", "\r\n..") + ".");
        }
    }

    @Test
    void aServerThatFiltersByWhatOpenDkimFoundOpensTheSignedCommandOnly() throws Exception {
        int verifier = dkim.startVerifier(AUTHSERV_ID);
        askMilters(signer, verifier);
        real.parties()
                .environment("web1")
                .putAll(Map.of("MAILSHELL_FILTER_AUTHSERV_ID", AUTHSERV_ID, "MAILSHELL_FILTER_AUTHENTICATION", "dkim"));
        exchange();
        String command = mailOf("web1");
        assertThat(command).containsPattern("Authentication-Results: mx.mail.test;\\s+dkim=pass");

        // What was found of the command stays in it, for OpenDKIM to remove.
        askMilters(verifier);
        String unsigned = command.replaceFirst("(?s)DKIM-Signature: .*?\r\n(?=\\S)", "");
        try (Mailbox alice = Mailbox.open(real.parties().environment("alice"))) {
            for (String mail : List.of(altered(command).get(0), altered(command).get(2), unsigned)) {
                long before = refused();
                alice.submit("web1@mail.test", mail);

                Patience.await().until(() -> refused() == before + 1);
            }
        }
    }

    private long refused() {
        return real.parties().counters("web1").refused(Reason.AUTHENTICATION_RESULTS_REFUSED);
    }
}
