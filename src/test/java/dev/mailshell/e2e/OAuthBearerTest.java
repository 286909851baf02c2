package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.cli.LiveCli;
import dev.mailshell.oauth.TokenServer;
import java.nio.file.Path;
import java.util.Map;
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

    private static TokenParties parties;
    private static RealParties real;
    private static TokenServer peer;

    @BeforeAll
    static void start() throws Exception {
        parties = TokenParties.create(directory, "oauthbearer");
        real = parties.real();
        peer = parties.peer();
        peer.setLength(2000);
        // The parties have passwords, too.
        parties.start(environment -> environment.put("MAILSHELL_OAUTH_MECHANISM", "oauthbearer"));
    }

    @AfterAll
    static void stop() {
        if (parties != null) {
            parties.close();
        }
    }

    @BeforeEach
    void logInForAnHour() {
        parties.logInForAnHour();
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
        parties.logIn("web1");
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
        parties.assertThatTheDoctorIsLetIn();
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
        parties.offer("xoauth2");
        try {
            LiveCli doctor = real.doctor("web1", Map.of());

            assertThat(doctor.out())
                    .contains("the login is refused (the mail server does not offer OAUTHBEARER)")
                    .contains("fail    imap")
                    .contains("fail    smtp");
            assertThat(real.mail().loginLines()).allMatch(line -> line.contains("method=OAUTHBEARER"));
        } finally {
            parties.offer("oauthbearer");
        }
        real.assertAnswers("offered");
    }

    @Test
    void noSecretIsWrittenBesideTheFileOfTokens() throws Exception {
        real.assertAnswers("quiet");

        parties.assertThatNoSecretIsBesideTheTokens();
    }
}
