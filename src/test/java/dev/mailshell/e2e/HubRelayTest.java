package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.camel.TrustedRoots;
import dev.mailshell.hub.MailshellHub;
import dev.mailshell.hub.smtp.RawClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tries to make a hub that has a smart host an open relay, in the ways that are tried everywhere. */
@Timeout(180)
class HubRelayTest {

    private static final String VICTIM = "victim@elsewhere.test";

    /** Sender and recipient, as they stand after the colon. */
    private record Attempt(String sender, String recipient) {}

    private static final List<Attempt> FROM_OUTSIDE = List.of(
            new Attempt("<spam@evil.test>", "<victim@elsewhere.test>"),
            new Attempt("<>", "<victim@elsewhere.test>"),
            new Attempt("<alice@hub.test>", "<victim@elsewhere.test>"),
            new Attempt("<spam@hub.test>", "<victim@elsewhere.test>"),
            new Attempt("<spam@localhost>", "<victim@elsewhere.test>"),
            new Attempt("<spam>", "<victim@elsewhere.test>"),
            new Attempt("<spam@[127.0.0.1]>", "<victim@elsewhere.test>"),
            new Attempt("<spam@evil.test>", "<victim%elsewhere.test@hub.test>"),
            new Attempt("<spam@evil.test>", "<victim%elsewhere.test@[127.0.0.1]>"),
            new Attempt("<spam@evil.test>", "<\"victim@elsewhere.test\">"),
            new Attempt("<spam@evil.test>", "<\"victim%elsewhere.test\">"),
            new Attempt("<spam@evil.test>", "<\"victim@elsewhere.test\"@hub.test>"),
            new Attempt("<spam@evil.test>", "<victim@elsewhere.test@hub.test>"),
            new Attempt("<spam@evil.test>", "<@hub.test:victim@elsewhere.test>"),
            new Attempt("<spam@evil.test>", "<@[127.0.0.1]:victim@elsewhere.test>"),
            new Attempt("<spam@evil.test>", "<elsewhere.test!victim>"),
            new Attempt("<spam@evil.test>", "<elsewhere.test!victim@hub.test>"),
            new Attempt("<spam@evil.test>", "<elsewhere.test!victim@[127.0.0.1]>"),
            new Attempt("<spam@evil.test>", "<victim@[127.0.0.1]>"),
            new Attempt("<spam@evil.test>", "<victim@hub.test.elsewhere.test>"),
            new Attempt("<spam@evil.test>", "<victim@elsewhere.test> NOTIFY=NEVER"),
            new Attempt("<spam@evil.test>", "victim@elsewhere.test"),
            new Attempt("<spam@evil.test>", "<bob@hub.test.>"),
            new Attempt("<spam@evil.test>", "<bob@hub.test,victim@elsewhere.test>"),
            new Attempt("<spam@evil.test>", "<bob@hub.test><victim@elsewhere.test>"));

    private static final List<Attempt> LOGGED_IN = List.of(
            new Attempt("<bob@hub.test>", "<victim@elsewhere.test>"),
            new Attempt("<>", "<victim@elsewhere.test>"),
            new Attempt("<spam@evil.test>", "<victim@elsewhere.test>"),
            new Attempt("<alice@hub.test.>", "<victim@elsewhere.test>"),
            new Attempt("<\"alice\"@hub.test>", "<victim@elsewhere.test>"),
            new Attempt("<alice@hub.test>", "<nobody@hub.test>"),
            new Attempt("<alice@hub.test>", "<bob@HUB.test.>"),
            new Attempt("<alice@hub.test>", "<victim%elsewhere.test@hub.test>"),
            new Attempt("<alice@hub.test>", "<elsewhere.test!victim@hub.test>"),
            new Attempt("<alice@hub.test>", "<\"victim@elsewhere.test\"@hub.test>"),
            new Attempt("<alice@hub.test>", "<@elsewhere.test:bob@hub.test>"),
            new Attempt("<alice@hub.test>", "<bob@hub.test> ORCPT=rfc822;victim@elsewhere.test"));

    @TempDir
    Path directory;

    private SmartHost smartHost;
    private Parties parties;
    private MailshellHub hub;

    @BeforeEach
    void start() throws Exception {
        smartHost = SmartHost.start(directory);
        parties = Parties.atHub(directory, "hub", List.of(), List.of("alice", "bob"));
        parties.environment("hub").putAll(smartHost.settings());
        parties.environment("hub").put("MAILSHELL_HUB_SMTP_PORT", "0");
        parties.environment("hub").put("MAILSHELL_HUB_SUBMISSION_PORT", "0");
        hub = parties.startHub("hub");
    }

    @AfterEach
    void stop() throws Exception {
        parties.close();
        smartHost.close();
    }

    @Test
    void fromOutsideNothingReachesTheSmartHost() throws Exception {
        for (Attempt attempt : FROM_OUTSIDE) {
            try (RawClient client = RawClient.plain(hub.smtpPort().orElseThrow())) {
                client.ask("EHLO evil.test");
                assertRefused(client, attempt);
            }
        }
        assertThat(FROM_OUTSIDE).hasSizeGreaterThanOrEqualTo(20);
        assertOnlyALetterOfAliceHasLeft();
    }

    @Test
    void fromOutsideNobodyLogsIn() throws Exception {
        try (RawClient client = RawClient.plain(hub.smtpPort().orElseThrow())) {
            assertThat(client.ask("EHLO evil.test")).doesNotContain("AUTH");
            client.ask("STARTTLS");
            client.startTls(trust());
            assertThat(client.ask("EHLO evil.test")).doesNotContain("AUTH");
            assertThat(client.ask("AUTH PLAIN " + RawClient.plainCredentials("alice@hub.test", password("alice"))))
                    .startsWith("502");
        }
    }

    @Test
    void nobodyWithoutALoginSubmitsAnything() throws Exception {
        try (RawClient tls = RawClient.secure(trust(), hub.smtpsPort().orElseThrow());
                RawClient plain = RawClient.plain(hub.submissionPort().orElseThrow())) {
            for (RawClient client : List.of(tls, plain)) {
                client.ask("EHLO evil.test");
                assertRefused(client, new Attempt("<alice@hub.test>", "<" + VICTIM + ">"));
                assertRefused(client, new Attempt("<alice@hub.test>", "<bob@hub.test>"));
            }
        }
        assertOnlyALetterOfAliceHasLeft();
    }

    @Test
    void aUserSubmitsNothingInTheNameOfOthersAndNothingByWayOfUs() throws Exception {
        for (Attempt attempt : LOGGED_IN) {
            try (RawClient client = loggedIn()) {
                assertRefused(client, attempt);
            }
        }
        assertOnlyALetterOfAliceHasLeft();
    }

    @Test
    void aUserWritesNoOtherAuthor() throws Exception {
        for (String author : List.of(
                "From: bob@hub.test",
                "From: alice@hub.test, bob@hub.test",
                "From: alice@hub.test\r\nFrom: bob@hub.test",
                "From: alice@hub.test\r\nSender: bob@hub.test",
                "From: alice@hub.test\r\nSender: alice@hub.test\r\nSender: bob@hub.test",
                "From: \"alice@hub.test\" <bob@hub.test>",
                "From : bob@hub.test\r\nX: y",
                "Subject: without any")) {
            try (RawClient client = loggedIn()) {
                client.ask("MAIL FROM:<alice@hub.test>");
                client.ask("RCPT TO:<" + VICTIM + ">");
                client.ask("DATA");
                assertThat(client.ask(author + "\r\n\r\nspoofed\r\n."))
                        .as(author)
                        .startsWith("550 5.7.1");
            }
        }
        assertOnlyALetterOfAliceHasLeft();
    }

    private static void assertRefused(RawClient client, Attempt attempt) throws IOException {
        List<String> answers = new ArrayList<>();
        answers.add(client.ask("MAIL FROM:" + attempt.sender()));
        answers.add(client.ask("RCPT TO:" + attempt.recipient()));
        answers.add(client.ask("DATA"));
        assertThat(answers.subList(1, 3)).as(attempt.toString()).allMatch(answer -> answer.startsWith("5"));
    }

    /** What may leave leaves; so nothing else has. */
    private void assertOnlyALetterOfAliceHasLeft() throws Exception {
        HubUser alice = HubUser.of(parties.home("alice"), "alice@hub.test", hub);
        alice.send("friend@elsewhere.test", "a letter");
        Patience.await().until(() -> !smartHost.taken().isEmpty());
        assertThat(smartHost.taken()).singleElement().satisfies(mail -> assertThat(mail.recipients())
                .containsExactly("<friend@elsewhere.test>"));
        assertThat(alice.mails()).isEmpty();
        assertThat(HubUser.of(parties.home("bob"), "bob@hub.test", hub).mails()).isEmpty();
    }

    private RawClient loggedIn() throws Exception {
        RawClient client = RawClient.secure(trust(), hub.smtpsPort().orElseThrow());
        client.ask("EHLO laptop.test");
        assertThat(client.ask("AUTH PLAIN " + RawClient.plainCredentials("alice@hub.test", password("alice"))))
                .startsWith("235");
        return client;
    }

    private String password(String user) throws IOException {
        return Files.readString(parties.home(user).directory().resolve("password"))
                .strip();
    }

    private SSLContext trust() throws Exception {
        return TrustedRoots.tls(Optional.of(parties.home("alice").directory().resolve("hub-ca.pem")));
    }
}
