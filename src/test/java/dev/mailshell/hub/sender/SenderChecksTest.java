package dev.mailshell.hub.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.mime.MimeFailure;
import dev.mailshell.model.MailAddress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All of it together, against a name server of its own. */
class SenderChecksTest {

    private static final Duration ENOUGH = Duration.ofSeconds(10);
    private static final String MAIL =
            "From: alice@example.test\r\nTo: web1@hub.test\r\nSubject: x\r\nDate: y\r\n\r\nHello\r\n";

    @TempDir
    static Path folder;

    private static DkimSigner signer;
    private static DnsServer dns;
    private static SenderChecks checks;

    @BeforeAll
    static void serve() throws Exception {
        signer = DkimSigner.create(folder, "s", 0);
        String large = IntStream.range(0, 12)
                .mapToObj(i -> "large.test. TXT \"" + i + "x".repeat(200) + "\"\n")
                .collect(Collectors.joining());
        String tooLarge = IntStream.range(0, 60)
                .mapToObj(i -> "too-large.test. TXT \"" + i + "x".repeat(200) + "\"\n")
                .collect(Collectors.joining());
        dns = DnsServer.of("example.test. TXT \"v=spf1 ip4:192.0.2.7 -all\"\n"
                + "_dmarc.example.test. TXT \"v=DMARC1; p=reject\"\n"
                + "s._domainkey.example.test. TXT \"v=DKIM1; k=ed25519; p=" + signer.published() + "\"\n"
                + "large.test. TXT \"v=spf1 ip4:192.0.2.7 -all\"\n"
                + "too-large.test. TXT \"v=spf1 ip4:192.0.2.7 -all\"\n"
                + large
                + tooLarge);
        dns.silence("_dmarc.mute.test");
        dns.silence("mute.test");
        dns.silence("s._domainkey.mute.test");
        checks = new SenderChecks("hub.test", new NameServers(List.of(dns.address())), Clock.systemUTC());
    }

    @AfterAll
    static void stop() throws IOException {
        dns.close();
    }

    @Test
    void passesMailOfItsDomainsOwnServer() throws IOException {
        SenderResults results = verify("192.0.2.7", "alice@example.test", MAIL);
        assertThat(ResultsField.of("hub.test", results))
                .isEqualTo(
                        """
                        Authentication-Results: hub.test;\r
                         spf=pass smtp.mailfrom=example.test;\r
                         dkim=none;\r
                         dmarc=pass header.from=example.test policy.dmarc=reject\r
                        """);
        assertThat(results.judgement()).isEqualTo(new Judgement.Accepted());
    }

    @Test
    void passesSignedMailThatWasForwarded() throws Exception {
        String signed = signer.sign("example.test", "s", "relaxed/relaxed", "ed25519-sha256", MAIL);
        SenderResults results = verify("198.51.100.9", "alice@example.test", signed);
        assertThat(ResultsField.of("hub.test", results))
                .isEqualTo(
                        """
                        Authentication-Results: hub.test;\r
                         spf=fail smtp.mailfrom=example.test;\r
                         dkim=pass header.d=example.test header.s=s header.a=ed25519-sha256;\r
                         dmarc=pass header.from=example.test policy.dmarc=reject\r
                        """);
    }

    @Test
    void refusesMailInTheNameOfAnother() throws Exception {
        String signed = signer.sign("example.test", "s", "relaxed/relaxed", "ed25519-sha256", MAIL);
        assertThat(verify("198.51.100.9", "eve@evil.test", MAIL).judgement()).isInstanceOf(Judgement.Refused.class);
        assertThat(verify("198.51.100.9", "eve@evil.test", signed.replace("Hello", "Money"))
                        .judgement())
                .isInstanceOf(Judgement.Refused.class);
        assertThat(verify("192.0.2.7", "alice@example.test", "From: eve@evil.test\r\n" + MAIL)
                        .judgement())
                .isInstanceOf(Judgement.Refused.class);
    }

    @Test
    void takesAClientOfThisMachine() throws IOException {
        assertThat(verify("127.0.0.1", "alice@unknown.test", MAIL.replace("example.test", "unknown.test"))
                        .judgement())
                .isEqualTo(new Judgement.Accepted());
    }

    @Test
    void writesNothingThatAStrangerWroteButNames() throws IOException {
        String evil = "x\r\nBcc: y;(\" spf=pass";
        String mail = "DKIM-Signature: v=1; a=" + evil.replace("\r\n", "\r\n ")
                + "; d=a(b).test; s=\"; dkim=pass header.d=example.test\r\n"
                + "From: \"; dmarc=pass\" <alice@unknown.test>\r\n\r\n";
        Connection connection = new Connection(InetAddress.getByName("192.0.2.7"), evil, Optional.empty());
        assertThat(ResultsField.of("hub.test", checks.verify(connection, stream(mail), ENOUGH)))
                .isEqualTo(
                        """
                        Authentication-Results: hub.test;\r
                         spf=none;\r
                         dkim=neutral reason="the signature cannot be read";\r
                         dmarc=none header.from=unknown.test\r
                        """);
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.SECONDS)
    void spendsNoMoreThanItsTime() throws IOException {
        String field = "DKIM-Signature: v=1; a=rsa-sha256; d=mute.test; s=s; h=from;"
                + " bh=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=; c=relaxed/relaxed; b=AAAA\r\n";
        Connection connection = new Connection(
                InetAddress.getByName("192.0.2.7"), "mute.test", Optional.of(new MailAddress("a@mute.test")));
        SenderResults results =
                checks.verify(connection, stream(field + "From: a@mute.test\r\n\r\n"), Duration.ofMillis(300));
        assertThat(results.spf().outcome()).isEqualTo(Outcome.TEMPERROR);
        assertThat(results.dkim()).extracting(DkimResult::outcome).containsExactly(Outcome.TEMPERROR);
        assertThat(results.judgement()).isInstanceOf(Judgement.Deferred.class);
    }

    @Test
    void asksOnceForWhatItKnows() throws IOException {
        verify("192.0.2.7", "alice@example.test", MAIL);
        int before = dns.questions();
        verify("192.0.2.7", "alice@example.test", MAIL);
        assertThat(dns.questions()).isEqualTo(before);
    }

    @Test
    void asksByTcpForALargeAnswerUpToItsLimit() throws IOException {
        assertThat(verify("192.0.2.7", "alice@large.test", MAIL).spf().outcome())
                .isEqualTo(Outcome.PASS);
        assertThat(dns.byTcp()).isPositive();
        assertThat(verify("192.0.2.7", "alice@too-large.test", MAIL).spf().outcome())
                .isEqualTo(Outcome.TEMPERROR);
    }

    @Test
    void goesOnToTheNextNameServer() throws Exception {
        DnsServer gone = DnsServer.of("");
        InetSocketAddress closed = gone.address();
        gone.close();
        SenderChecks two =
                new SenderChecks("hub.test", new NameServers(List.of(closed, dns.address())), Clock.systemUTC());
        Connection connection = new Connection(
                InetAddress.getByName("192.0.2.7"), "c", Optional.of(new MailAddress("alice@example.test")));
        assertThat(two.verify(connection, stream(MAIL), Duration.ofSeconds(20))
                        .spf()
                        .outcome())
                .isEqualTo(Outcome.PASS);
    }

    @Test
    void asksABoundedNumberOfQuestions() throws IOException {
        Lookups lookups = new NameServers(List.of(dns.address())).within(ENOUGH);
        for (int i = 0; i < 80; i++) {
            lookups.texts("n" + i + ".unknown.test");
        }
        assertThatThrownBy(() -> lookups.texts("n80.unknown.test"))
                .isInstanceOf(DnsFailure.class)
                .hasMessage("too many questions to the DNS for one mail (expected at most 80)");
        assertThat(lookups.texts("n1.unknown.test")).isEmpty();
    }

    /** Each of them would make a careless pattern work for minutes, or call itself too deeply. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: %@a.test",
                "DKIM-Signature: v=1; q=x%y",
                "DKIM-Signature: v=1; i=%;",
                "DKIM-Signature: %",
                "DKIM-Signature: v=1; h=%"
            })
    @Timeout(value = 30, unit = TimeUnit.SECONDS)
    void readsALargeHeaderWithoutDelay(String form) throws IOException {
        for (String part : List.of(" ", "a.", "a:", "a;", "=", "\t", "(", "\\", "\r\n ")) {
            String header = form.replace("%", part.repeat(240_000 / part.length())) + "\r\n\r\n";
            assertThat(verify("192.0.2.7", "alice@example.test", header).judgement())
                    .isInstanceOf(Judgement.Refused.class);
            assertThat(ForgedResults.remove(stream("Authentication-Results: " + header), "hub.test")
                            .readAllBytes())
                    .isNotNull();
        }
    }

    @Test
    void readsNoLargerHeaderThanItsLimit() {
        assertThatThrownBy(() -> verify("192.0.2.7", "alice@example.test", "Subject: " + "x".repeat(300_000)))
                .isInstanceOf(MimeFailure.class);
    }

    private static SenderResults verify(String client, String mailFrom, String mail) throws IOException {
        return checks.verify(
                new Connection(InetAddress.getByName(client), "client.example", Optional.of(new MailAddress(mailFrom))),
                stream(mail),
                ENOUGH);
    }

    private static ByteArrayInputStream stream(String mail) {
        return new ByteArrayInputStream(mail.getBytes(StandardCharsets.ISO_8859_1));
    }
}
