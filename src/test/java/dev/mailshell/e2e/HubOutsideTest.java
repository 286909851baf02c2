package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.hub.MailshellHub;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Mail to elsewhere, by way of a hub and its smart host. */
@Timeout(180)
class HubOutsideTest {

    private static final String CAROL = "carol@elsewhere.test";

    @TempDir
    Path directory;

    private final ShiftedClock clock = new ShiftedClock(Duration.ZERO);
    private SmartHost smartHost;
    private Parties parties;
    private MailshellHub hub;

    @BeforeEach
    void start() throws Exception {
        smartHost = SmartHost.start(directory);
        parties = Parties.atHub(directory, "hub", List.of(), List.of("alice", "bob"));
        parties.environment("hub").putAll(smartHost.settings());
        parties.setClock(clock);
        hub = parties.startHub("hub");
    }

    @AfterEach
    void stop() throws Exception {
        parties.close();
        smartHost.close();
    }

    private HubUser user(String name) {
        return HubUser.of(parties.home(name), name + "@hub.test", hub);
    }

    @Test
    void leavesForEachRecipientAloneInTheEnvelopeOfItsSender() throws Exception {
        user("alice").sendAs("alice@hub.test", "alice@hub.test", CAROL + ",dave@elsewhere.test,bob@hub.test", ".dot");

        Patience.await().until(() -> smartHost.taken().size() == 2);
        assertThat(smartHost.taken()).allSatisfy(mail -> {
            assertThat(mail.sender()).startsWith("<alice@hub.test>");
            assertThat(mail.content())
                    .startsWith("Received: ")
                    .doesNotContain("Return-Path")
                    .endsWith("\r\nFrom: alice@hub.test\r\nTo: " + CAROL
                            + ",dave@elsewhere.test,bob@hub.test\r\nSubject: test\r\n\r\n.dot\r\n");
        });
        assertThat(smartHost.taken())
                .extracting(SmartHost.Taken::recipients)
                .containsExactlyInAnyOrder(List.of("<" + CAROL + ">"), List.of("<dave@elsewhere.test>"));
        assertThat(user("bob").mails()).singleElement().satisfies(mail -> assertThat(mail)
                .startsWith("Return-Path: <alice@hub.test>\r\nReceived: "));
    }

    @Test
    void waitsForASmartHostThatPutsItOff() throws Exception {
        smartHost.answer(line -> line.startsWith("MAIL FROM") ? "451 later" : "");
        user("alice").send(CAROL, "first");
        Patience.await().until(() -> smartHost.heard().stream().anyMatch(line -> line.startsWith("MAIL FROM")));

        smartHost.answer(line -> "");
        // What is due again is found with the next that leaves, at the latest.
        clock.shift(Duration.ofMinutes(6));
        user("alice").send(CAROL, "second");

        Patience.await().until(() -> smartHost.taken().size() == 2);
        assertThat(smartHost.taken())
                .anySatisfy(mail -> assertThat(mail.content()).endsWith("first\r\n"));
        assertThat(user("alice").mails()).isEmpty();
    }

    @Test
    void tellsItsSenderOfWhatIsRefusedForGood() throws Exception {
        smartHost.answer(line -> line.startsWith("RCPT") ? "550 5.1.1 nobody of that name" : "");
        user("alice").send(CAROL, "lost");

        Patience.await().until(() -> user("alice").mails().size() == 1);
        String report = user("alice").mails().get(0);
        assertThat(report).startsWith("Return-Path: <>\r\n").contains("\r\nAuto-Submitted: auto-replied\r\n");
        MimeMessage mail = new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(report.getBytes(StandardCharsets.US_ASCII)));
        assertThat(mail.getContentType()).startsWith("multipart/report; report-type=delivery-status;");
        MimeMultipart parts = new MimeMultipart(mail.getDataHandler().getDataSource());
        assertThat(parts.getCount()).isEqualTo(2);
        assertThat(parts.getBodyPart(1).getContentType()).startsWith("message/delivery-status");
        assertThat(new String(parts.getBodyPart(1).getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                .contains(
                        "Final-Recipient: rfc822; " + CAROL,
                        "Action: failed",
                        "Diagnostic-Code: smtp; 550 5.1.1 nobody");
        assertThat(smartHost.taken()).isEmpty();
    }

    @Test
    void answersNothingToAMailForItsServerThatIsNoCommand() throws Exception {
        user("alice").send("hub@hub.test", "hello, who are you?");
        user("alice").send("bob@hub.test", "fence");

        Patience.await().until(() -> user("bob").mails().size() == 1);
        assertThat(user("alice").mails()).isEmpty();
        assertThat(smartHost.taken()).isEmpty();
    }

    @Test
    void sendsABacklogOfMoreThanOneRoundAtOnce() throws Exception {
        smartHost.answer(line -> line.startsWith("MAIL FROM") ? "451 later" : "");
        HubUser alice = user("alice");
        for (int number = 1; number <= 45; number++) {
            alice.send(CAROL, "mail " + number);
        }
        smartHost.answer(line -> "");
        clock.shift(Duration.ofMinutes(6));
        alice.send(CAROL, "the last");

        Patience.await().until(() -> smartHost.taken().size() == 46);
    }
}
