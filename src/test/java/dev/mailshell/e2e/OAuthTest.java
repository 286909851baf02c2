package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

/** A real Dovecot and a real Postfix let nobody in but by XOAUTH2, with tokens of an authorization server on loopback. */
class OAuthTest {

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
        mail.logins().requireTokens("xoauth2", peer.introspection());
        for (String name : List.of("web1", "alice")) {
            Map<String, String> environment = parties.environment(name);
            environment.keySet().removeIf(variable -> variable.endsWith("_PASSWORD"));
            environment.putAll(peer.environment(mail.account(name).address()));
            logIn(name);
        }
        // Both ways of submission.
        parties.environment("alice").put("MAILSHELL_SMTP_STARTTLS", "true");
        parties.environment("alice").put("MAILSHELL_SMTP_PORT", Integer.toString(mail.submissionPort()));
        parties.startServer("web1");
        parties.startClient("alice");
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
    void logInForAnHour() throws Exception {
        peer.setLifetime(3600);
        logIn("web1");
        logIn("alice");
    }

    private static void logIn(String name) {
        LiveCli login = LiveCli.run(
                parties.environment(name),
                "login",
                "--home",
                parties.home(name).directory().toString());
        assertThat(login.exitCode()).as(login.err()).isZero();
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
        logIn("web1");
        logIn("alice");
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
        logIn("web1");
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

            logInForAnHour();

            real.assertAnswers("again");
            assertThat(log.lines()).contains("the mailbox answers again");
        }
    }

    @Test
    void theDoctorLogsInByTokenToo() {
        LiveCli doctor = real.doctor("web1", Map.of());

        assertThat(doctor.out()).contains("web1@mail.test is let in").doesNotContain(peer.secrets());
        assertThat(doctor.exitCode()).as(doctor.out()).isZero();
    }

    @Test
    void noSecretIsWrittenBesideTheFileOfTokens() throws Exception {
        real.assertAnswers("quiet");

        for (String name : List.of("web1", "alice")) {
            Path home = parties.home(name).directory();
            try (Stream<Path> files = Files.walk(home)) {
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
