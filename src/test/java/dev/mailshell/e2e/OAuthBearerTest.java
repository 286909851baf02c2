package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.cli.LiveCli;
import dev.mailshell.crypto.cms.KeyAlgorithm;
import dev.mailshell.oauth.TokenServer;
import dev.mailshell.realmail.RealMail;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real Dovecot and a real Postfix let nobody in but by OAUTHBEARER, with tokens of an authorization server on loopback. They have some 2700
 * characters, more than a command of SMTP may have.
 */
class OAuthBearerTest {

    private static final String RENEWAL = "refresh_token";

    @TempDir
    static Path directory;

    private static RealParties real;
    private static Parties parties;
    private static TokenServer peer;

    @BeforeAll
    static void start() throws Exception {
        real = RealParties.create(directory, KeyAlgorithm.EC, List.of("web1"), List.of("alice"));
        parties = real.parties();
        RealMail mail = real.mail();
        peer = TokenServer.start(
                mail.caFile(),
                mail.caFile().resolveSibling("server.crt"),
                mail.caFile().resolveSibling("server.key"));
        peer.setLength(2000);
        offer("oauthbearer");
        for (String name : List.of("web1", "alice")) {
            Map<String, String> environment = parties.environment(name);
            // The parties have passwords, too.
            environment.putAll(peer.environment(mail.account(name).address()));
            environment.put("MAILSHELL_OAUTH_MECHANISM", "oauthbearer");
            logIn(name);
        }
        // Both ways of submission.
        parties.environment("alice").put("MAILSHELL_SMTP_STARTTLS", "true");
        parties.environment("alice").put("MAILSHELL_SMTP_PORT", Integer.toString(mail.submissionPort()));
        parties.startServer("web1");
        parties.startClient("alice");
    }

    private static void offer(String mechanism) throws Exception {
        real.mail().logins().requireTokens(mechanism, peer.introspection());
    }

    private static void logIn(String name) {
        LiveCli login = LiveCli.run(
                parties.environment(name),
                "login",
                "--home",
                parties.home(name).directory().toString());
        assertThat(login.exitCode()).as(login.err()).isZero();
    }

    @AfterAll
    static void stop() {
        if (real != null) {
            real.close();
        }
        if (peer != null) {
            peer.close();
        }
    }

    @BeforeEach
    void logInForAnHour() {
        peer.setLifetime(3600);
        logIn("web1");
        logIn("alice");
    }

    @Test
    void aCommandRunsAndIsAnsweredAndNothingElseIsTried() throws Exception {
        real.assertAnswers("hello");

        assertThat(real.mail().loginLines())
                .isNotEmpty()
                .allMatch(line -> line.contains("method=OAUTHBEARER"))
                .anyMatch(line -> line.contains("imap-login") && line.contains("user=<web1@mail.test>"))
                .anyMatch(line -> line.contains("sasl_username=web1@mail.test"))
                .anyMatch(line -> line.contains("sasl_username=alice@mail.test"));
    }

    @Test
    void goesOnWithTheNextTokenAfterOneThatIsRefused() throws Exception {
        peer.setLifetime(2);
        logIn("web1");
        try (LogLines log = LogLines.of("mailshell.mailbox")) {
            peer.setKnown(false);
            Patience.await().until(() -> {
                real.mail().kick("web1");
                return log.lines().stream().anyMatch(line -> line.contains("the mailbox refuses the login"));
            });
            long before = peer.asked(RENEWAL);
            peer.setKnown(true);

            real.assertAnswers("fresh");

            assertThat(peer.asked(RENEWAL)).isGreaterThan(before);
            assertThat(log.lines())
                    .filteredOn(line -> line.contains("refuses"))
                    .isNotEmpty()
                    .allMatch(line -> line.endsWith("the mail server refuses the token (invalid_token)"));
            assertThat(log.lines()).contains("the mailbox answers again");
        } finally {
            peer.setKnown(true);
        }
    }

    @Test
    void theDoctorLogsInByTokenToo() {
        LiveCli doctor = real.doctor("web1", Map.of());

        assertThat(doctor.out()).contains("web1@mail.test is let in").doesNotContain(peer.secrets());
        assertThat(doctor.exitCode()).as(doctor.out()).isZero();
    }

    @Test
    void theDoctorSaysThatATokenIsRefusedByBothMailServers() {
        peer.setKnown(false);
        try {
            LiveCli doctor = real.doctor("web1", Map.of());

            assertThat(doctor.out())
                    .containsSubsequence(
                            "the login is refused (the mail server refuses the token (invalid_token))",
                            "the login is refused (the mail server refuses the token (invalid_token))")
                    .contains("fail    imap")
                    .contains("fail    smtp")
                    .doesNotContain(peer.secrets());
            assertThat(doctor.exitCode()).isNotZero();
        } finally {
            peer.setKnown(true);
        }
    }

    @Test
    void isNotLetInByAnotherMechanismWhereThisOneIsNotOffered() throws Exception {
        offer("xoauth2");
        try {
            LiveCli doctor = real.doctor("web1", Map.of());

            assertThat(doctor.out())
                    .contains("the login is refused (the mail server does not offer OAUTHBEARER)")
                    .contains("fail    imap")
                    .contains("fail    smtp");
            assertThat(real.mail().loginLines()).allMatch(line -> line.contains("method=OAUTHBEARER"));
        } finally {
            offer("oauthbearer");
        }
        real.assertAnswers("offered");
    }

    @Test
    void noSecretIsWrittenBesideTheFileOfTokens() throws Exception {
        real.assertAnswers("quiet");

        for (String name : List.of("web1", "alice")) {
            try (Stream<Path> files = Files.walk(parties.home(name).directory())) {
                assertThat(files.filter(Files::isRegularFile)
                                .filter(file -> !file.equals(parties.home(name).tokens())))
                        .isNotEmpty()
                        .allSatisfy(
                                file -> assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                                        .as(file.toString())
                                        .doesNotContain(peer.secrets()));
            }
        }
        assertThat(parties.trail().toString()).doesNotContain(peer.secrets());
    }
}
