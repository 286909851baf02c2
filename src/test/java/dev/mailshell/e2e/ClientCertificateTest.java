package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.cli.LiveCli;
import dev.mailshell.crypto.cms.KeyAlgorithm;
import dev.mailshell.realmail.ClientCa;
import dev.mailshell.realmail.Prerequisite;
import dev.mailshell.realmail.RealMail;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Dovecot lets parties in by the certificates that they show, to read and to submit mail; it would take the passwords as well, which they also have. */
class ClientCertificateTest {

    @TempDir
    static Path directory;

    /** Open to the mail servers. */
    @TempDir
    static Path authority;

    private static RealParties real;
    private static Parties parties;
    private static ClientCa ca;

    @BeforeAll
    static void start() throws Exception {
        Prerequisite.require(
                Files.exists(Path.of("/usr/lib/dovecot/submission")),
                "no submission server (Debian: apt-get install dovecot-submissiond)");
        real = RealParties.create(directory, KeyAlgorithm.EC, List.of("web1"), List.of("alice"));
        parties = real.parties();
        RealMail mail = real.mail();
        ca = ClientCa.create(authority, "clients");
        int submission = mail.logins().offerCertificates(ca.certificate());
        for (String name : List.of("web1", "alice")) {
            ca.issue(mail.account(name).address());
            Map<String, String> environment = parties.environment(name);
            environment.keySet().removeIf(variable -> variable.endsWith("_USER"));
            environment.put("MAILSHELL_SMTP_STARTTLS", "true");
            environment.put("MAILSHELL_SMTP_PORT", Integer.toString(submission));
            environment.putAll(showing(ca, mail.account(name).address()));
        }
        parties.startServer("web1");
        parties.startClient("alice");
    }

    private static Map<String, String> showing(ClientCa authority, String name) {
        return Map.of(
                "MAILSHELL_LOGIN",
                "certificate",
                "MAILSHELL_TLS_CLIENT_CERTIFICATE",
                authority.certificate(name).toString(),
                "MAILSHELL_TLS_CLIENT_KEY",
                authority.key(name).toString());
    }

    @AfterAll
    static void stop() {
        if (real != null) {
            real.close();
        }
    }

    @Test
    void aCommandRunsAndIsAnsweredAndNoPasswordIsEverSent() throws Exception {
        real.assertAnswers("hello");

        assertThat(real.mail().loginLines())
                .isNotEmpty()
                .allMatch(line -> line.contains("method=EXTERNAL"))
                .anyMatch(line -> line.contains("imap-login") && line.contains("user=<web1@mail.test>"))
                .anyMatch(line -> line.contains("submission-login") && line.contains("user=<alice@mail.test>"));
    }

    /** If this fails since Postfix lets web1 in, what docs/login.md and ADR 39 say of Postfix is no longer so. */
    @Test
    void postfixSeesTheCertificateAndDoesNotTellDovecot() throws Exception {
        real.mail().logins().askForCertificatesInPostfix(ca.certificate());
        String postfix = Integer.toString(real.mail().submissionPort());

        LiveCli doctor = real.doctor("web1", Map.of("MAILSHELL_SMTP_PORT", postfix));

        assertThat(doctor.out())
                .contains("ok      imap       login      web1@mail.test is let in")
                .contains("ok      smtp       tls ")
                .contains("fail    smtp       login      the login is refused (535 ");
        assertThat(real.mail().logins().certificatesSeenByPostfix()).isPositive();
    }

    @Test
    void theDoctorShowsTheCertificateAndLogsInByItToo() {
        LiveCli doctor = real.doctor("web1", Map.of());

        assertThat(doctor.out()).contains("CN=web1@mail.test, 0 days left").contains("web1@mail.test is let in");
        assertThat(doctor.exitCode()).as(doctor.out()).isZero();
    }

    @Test
    void isNotLetInByACertificateOfAnotherAuthorityAndTriesNoPassword() throws Exception {
        ClientCa stranger = ClientCa.create(directory.resolve("stranger"), "clients");
        stranger.issue("web1@mail.test");

        LiveCli doctor = real.doctor("web1", showing(stranger, "web1@mail.test"));

        assertThat(doctor.out()).contains("fail    imap").contains("fail    smtp");
        assertThat(doctor.exitCode()).isNotZero();
        assertThat(real.mail().loginLines()).noneMatch(line -> line.contains("method=PLAIN"));
    }

    @Test
    void isToldThatTheKeyIsOfAnotherCertificate() {
        LiveCli doctor = real.doctor(
                "web1",
                Map.of("MAILSHELL_TLS_CLIENT_KEY", ca.key("alice@mail.test").toString()));

        assertThat(doctor.out() + doctor.err()).contains("does not fit the certificate beside it");
        assertThat(doctor.exitCode()).isNotZero();
    }
}
