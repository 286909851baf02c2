package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.oauth.TokenServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Dovecot and a real Postfix let nobody in but by XOAUTH2, with tokens of an authorization server on loopback. */
class OAuthTest {

    private static final String RENEWAL = "refresh_token";

    @TempDir
    static Path directory;

    private static TokenParties parties;
    private static RealParties real;
    private static TokenServer peer;

    @BeforeAll
    static void start() throws Exception {
        parties = TokenParties.create(directory, "xoauth2");
        real = parties.real();
        peer = parties.peer();
        parties.start(environment -> environment.keySet().removeIf(variable -> variable.endsWith("_PASSWORD")));
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
    void aCommandRunsAndIsAnswered() throws Exception {
        real.assertAnswers("hello");

        assertThatThrownBy(() -> real.mailsIn("alice", "INBOX"))
                .as("a password")
                .hasMessageStartingWith("No login methods supported!");
    }

    @Test
    void aTokenIsRenewedBeforeItEnds() throws Exception {
        peer.setLifetime(2);
        parties.logIn("web1");
        parties.logIn("alice");
        for (String word : List.of("one", "two", "three")) {
            long before = peer.asked(RENEWAL);
            Patience.await().until(() -> {
                real.mail().kick("web1");
                return peer.asked(RENEWAL) > before;
            });
            real.assertAnswers(word);
        }
    }

    @Test
    void aServerGoesOnAfterANewLogin() throws Exception {
        peer.setLifetime(2);
        parties.logIn("web1");
        long before = peer.asked(RENEWAL);
        try (LogLines log = LogLines.of("mailshell.mailbox")) {
            peer.revokeAll();
            Patience.await().until(() -> {
                real.mail().kick("web1");
                return log.lines().stream().anyMatch(line -> line.contains("before somebody logs in"));
            });
            // Several looks later nobody was asked again.
            Patience.await().until(() -> peer.asked(RENEWAL) > before);
            assertThat(log.lines())
                    .filteredOn(line -> line.contains("before somebody logs in"))
                    .hasSize(1)
                    .allMatch(line -> line.contains("run mailshell login with the --home of this party"));

            parties.logInForAnHour();

            real.assertAnswers("again");
            assertThat(log.lines()).contains("the mailbox answers again");
        }
    }

    @Test
    void theDoctorLogsInByTokenToo() {
        parties.assertThatTheDoctorIsLetIn();
    }

    @Test
    void noSecretIsWrittenBesideTheFileOfTokens() throws Exception {
        real.assertAnswers("quiet");

        parties.assertThatNoSecretIsBesideTheTokens();
    }
}
