package dev.mailshell.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.config.MailService;
import dev.mailshell.hub.ThrowAwayCa;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubCertificateCheckTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    @TempDir
    private Path folder;

    private Path certificate;
    private Path key;

    @BeforeEach
    void chooseFiles() {
        certificate = folder.resolve("hub.pem");
        key = folder.resolve("hub.key");
    }

    @Test
    void saysForWhomAndHowLongTheCertificateIs() throws Exception {
        make("mail.example.org", Duration.ofDays(90));
        assertThat(found("mail.example.org", NOW))
                .isEqualTo("ok tls for mail.example.org, with its key, 90 days left ");
        assertThat(found("MAIL.example.org", NOW)).startsWith("ok ");
    }

    @Test
    void warnsWhenItIsNotRenewedInTime() throws Exception {
        make("mail.example.org", Duration.ofDays(90));
        assertThat(found("mail.example.org", NOW.plus(Duration.ofDays(69)))).startsWith("ok ");
        assertThat(found("mail.example.org", NOW.plus(Duration.ofDays(70))))
                .startsWith("warn tls for mail.example.org, with its key, 20 days left renew it");
    }

    @Test
    void failsOnceItHasRunOutAndBeforeItBegins() throws Exception {
        make("mail.example.org", Duration.ofDays(90));
        assertThat(found("mail.example.org", NOW.plus(Duration.ofDays(91))))
                .startsWith("fail tls it has run out (on 2027-02-18T10:00:00Z)");
        assertThat(found("mail.example.org", NOW.minus(Duration.ofDays(1))))
                .startsWith("fail tls it is not valid yet (from 2026-11-20T09:00:00Z)");
    }

    @Test
    void failsWithAnotherName() throws Exception {
        make("mail.example.org", Duration.ofDays(90));
        for (String host : List.of("example.org", "smtp.example.org", "x.mail.example.org", "org")) {
            assertThat(found(host, NOW)).startsWith("fail tls it is for mail.example.org (expected " + host + ")");
        }
    }

    @Test
    void takesAStarForOneLabelOnly() throws Exception {
        make("*.example.org", Duration.ofDays(90));
        assertThat(found("mail.example.org", NOW)).startsWith("ok ");
        for (String host : List.of("example.org", "a.mail.example.org", "mail.example.net")) {
            assertThat(found(host, NOW)).as(host).startsWith("fail ");
        }
    }

    @Test
    void failsWithTheKeyOfAnotherCertificate() throws Exception {
        make("mail.example.org", Duration.ofDays(90));
        Files.delete(key);
        new ThrowAwayCa(at(NOW)).writeServer(key, folder.resolve("other.pem"));
        assertThat(found("mail.example.org", NOW))
                .startsWith("fail tls " + key + " is not the key of the first certificate in " + certificate)
                .endsWith("to a certificate and its own key");
    }

    @Test
    void failsWithAFileThatIsNoCertificate() throws Exception {
        make("mail.example.org", Duration.ofDays(90));
        Files.writeString(certificate, "nothing");
        assertThat(found("mail.example.org", NOW)).startsWith("fail tls " + certificate);
    }

    private void make(String host, Duration lifetime) throws Exception {
        new ThrowAwayCa(at(NOW), lifetime).writeServer(key, certificate, host);
    }

    private static Clock at(Instant time) {
        return Clock.fixed(time, ZoneOffset.UTC);
    }

    private String found(String host, Instant now) throws Exception {
        OptionalInt off = OptionalInt.empty();
        MailService service = new MailService(
                host, "127.0.0.1", off, off, off, off, certificate, key, List.of(), 1, Duration.ofDays(1));
        Finding finding =
                new HubCertificateCheck(service, new SecureRandom(), now).look().get(0);
        return finding.state() + " " + finding.check() + " " + finding.fact() + " " + finding.hint();
    }
}
