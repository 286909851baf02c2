package dev.mailshell.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.config.SendingLimits;
import dev.mailshell.e2e.ScriptedServer;
import dev.mailshell.hub.ThrowAwayCa;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mails one after the other, to a server that may end the connection at each step. */
class SmtpConnectionsTest {

    private static final String TOO_LONG = ("250-" + "x".repeat(1000) + "\r\n").repeat(300);
    private static final String HANG_UP = ScriptedServer.HANG_UP;

    @TempDir
    Path directory;

    /** What the server says to a verb, if not what it usually does. */
    private final Map<String, String> answers = new ConcurrentHashMap<>();

    private ScriptedServer server;
    private SmtpConnections smtp;
    private long now;
    private Instant time = Instant.parse("2026-11-27T10:00:00Z");
    private SendingLimits limits = SendingLimits.NONE;

    @BeforeEach
    void start() throws Exception {
        ThrowAwayCa authority = new ThrowAwayCa(Clock.systemUTC());
        authority.writeCertificate(directory.resolve("ca.pem"));
        server = ScriptedServer.tls(authority, directory, "localhost", "220 localhost ESMTP", this::answer);
        smtp = connections(Integer.parseInt(server.port()));
    }

    @AfterEach
    void stop() throws Exception {
        smtp.close();
        server.close();
    }

    @Test
    void handsManyMailsOverOnOneConnection() throws Exception {
        for (int i = 0; i < 5; i++) {
            smtp.send(mail());
        }

        assertThat(heard("EHLO")).isEqualTo(1);
        assertThat(heard("AUTH")).isEqualTo(1);
        assertThat(heard("MAIL")).isEqualTo(10);
    }

    @Test
    void makesAnotherOneIfTheServerHasHungUpMeanwhile() throws Exception {
        smtp.send(mail());
        answers.put("NOOP", HANG_UP);
        smtp.send(mail());

        assertThat(heard("EHLO")).isEqualTo(2);
        assertThat(heard("DATA")).isEqualTo(2);
    }

    @Test
    void makesAnotherOneIfTheServerIsAboutToGo() throws Exception {
        smtp.send(mail());
        answers.put("NOOP", "421 4.3.2 going down");
        smtp.send(mail());

        assertThat(heard("EHLO")).isEqualTo(2);
        assertThat(heard("DATA")).isEqualTo(2);
    }

    @Test
    void leavesAMailThatIsRefusedForNowToTheNextAttempt() throws Exception {
        answers.put("MAIL", "421 4.3.2 too busy");
        assertThatThrownBy(() -> smtp.send(mail()))
                .isInstanceOf(MessagingException.class)
                .satisfies(failure -> assertThat(SmtpTrouble.isFinal(failure)).isFalse())
                .satisfies(failure -> assertThat(SmtpTrouble.answer(failure)).contains("421 4.3.2 too busy"));

        answers.clear();
        smtp.send(mail());
        assertThat(heard("EHLO")).isEqualTo(2);
        assertThat(heard("DATA")).isEqualTo(1);
    }

    @Test
    void tellsARefusalForGoodOnAKeptConnectionAsOnAFreshOne() throws Exception {
        smtp.send(mail());
        answers.put("RCPT", "550 5.1.1 nobody here");

        assertThatThrownBy(() -> smtp.send(mail()))
                .satisfies(failure -> assertThat(SmtpTrouble.isFinal(failure)).isTrue());
    }

    @Test
    void asksNobodyOnceTheMailsOfADayAreSentAlsoAfterARestart() throws Exception {
        limits = new SendingLimits(OptionalInt.of(2), OptionalInt.empty());
        smtp = connections(Integer.parseInt(server.port()));
        smtp.send(mail());
        smtp.send(mail());
        smtp.close();
        smtp = connections(Integer.parseInt(server.port()));

        assertThatThrownBy(() -> smtp.send(mail()))
                .isInstanceOf(SendingPaused.class)
                .hasMessageContaining("mailshell.smtp.per-day")
                .satisfies(failure -> assertThat(SmtpTrouble.isFinal(failure)).isFalse());
        assertThat(heard("EHLO")).isEqualTo(1);

        time = time.plus(Duration.ofDays(1));
        smtp.send(mail());
        assertThat(heard("DATA")).isEqualTo(3);
    }

    @Test
    void triesARefusedLoginLessAndLess() throws Exception {
        answers.put("AUTH", "535 5.7.8 wrong");
        Instant end = time.plus(Duration.ofHours(1));
        for (;
                time.isBefore(end);
                time = time.plusSeconds(15), now += Duration.ofSeconds(15).toNanos()) {
            assertThatThrownBy(() -> smtp.send(mail())).isInstanceOf(MessagingException.class);
        }
        assertThat(heard("AUTH")).isBetween(10L, 20L);

        answers.clear();
        time = time.plus(Duration.ofMinutes(15));
        smtp.send(mail());
        assertThat(heard("DATA")).isEqualTo(1);
    }

    @Test
    void leavesAProviderAloneThatSaysItIsTooMuchThoughItCallsThatFinal() throws Exception {
        answers.put("MAIL", "550 5.4.5 Daily user sending limit exceeded");
        Instant end = time.plus(Duration.ofHours(12));
        for (;
                time.isBefore(end);
                time = time.plusSeconds(60), now += Duration.ofSeconds(60).toNanos()) {
            assertThatThrownBy(() -> smtp.send(mail())).satisfies(failure -> assertThat(SmtpTrouble.isFinal(failure))
                    .isFalse());
        }
        assertThat(heard("MAIL FROM")).isBetween(12L, 24L);
    }

    @Test
    void neverSubmitsAMailTwiceByItself() throws Exception {
        smtp.send(mail());
        answers.put(".", HANG_UP);

        assertThatThrownBy(() -> smtp.send(mail()))
                .isInstanceOf(MessagingException.class)
                .satisfies(failure -> assertThat(SmtpTrouble.isFinal(failure)).isFalse());
        assertThat(heard("DATA")).isEqualTo(2);
        assertThat(heard("EHLO")).isEqualTo(1);
    }

    @Test
    void usesNoConnectionThatWasIdleForLong() throws Exception {
        smtp.send(mail());
        now += SmtpConnections.LONGEST_IDLE.toNanos();
        smtp.send(mail());

        assertThat(heard("EHLO")).isEqualTo(2);
        assertThat(heard("NOOP")).isZero();
    }

    @Test
    void hangsUpWhenItIsClosed() throws Exception {
        smtp.send(mail());
        smtp.close();

        Awaitility.await().until(() -> server.connections() == 1);
        smtp.send(mail());
        Awaitility.await().until(() -> server.connections() == 2);
    }

    @Test
    void asksAServerThatIsDownOnceForManyMails() throws Exception {
        int port = Integer.parseInt(server.port());
        answers.put("EHLO", "421 4.3.2 down");
        answers.put("HELO", "421 4.3.2 down");
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> smtp.send(mail()))
                    .isInstanceOf(MessagingException.class)
                    .satisfies(
                            failure -> assertThat(SmtpTrouble.isFinal(failure)).isFalse());
        }
        assertThat(heard("EHLO")).isEqualTo(1);

        answers.clear();
        now += SmtpConnections.DOWN.toNanos();
        smtp.send(mail());
        assertThat(heard("EHLO")).isEqualTo(2);
        assertThat(port).isEqualTo(smtp.getPort());
    }

    @Test
    void readsNoAnswerWithoutAnEnd() {
        answers.put("EHLO", TOO_LONG + "250 AUTH PLAIN");
        answers.put("HELO", "421 4.3.2 down");

        assertThatThrownBy(() -> smtp.send(mail()))
                .isInstanceOf(MessagingException.class)
                .satisfies(failure -> assertThat(SmtpTrouble.isFinal(failure)).isFalse())
                .rootCause()
                .hasMessageContaining("the mail server's answer does not end");
    }

    @Test
    void readsNoAnswerWithoutAnEndBeforeTls() throws Exception {
        try (ScriptedServer clear =
                        ScriptedServer.plain(TOO_LONG.replace("250", "220") + "220 ESMTP", line -> "250 fine");
                SmtpConnections starting = connections("smtp", true, Integer.parseInt(clear.port()))) {
            assertThatThrownBy(() -> starting.send(mail()))
                    .isInstanceOf(MessagingException.class)
                    .rootCause()
                    .hasMessageContaining("the mail server's answer does not end");
            assertThat(clear.heard()).isEmpty();
        }
    }

    private SmtpConnections connections(int port) throws Exception {
        return connections("smtps", false, port);
    }

    private SmtpConnections connections(String protocol, boolean startTls, int port) throws Exception {
        Session session = MailSession.create(
                TrustedRoots.tls(Optional.of(directory.resolve("ca.pem"))), startTls, Duration.ofMinutes(1));
        return new SmtpConnections(
                session, protocol, "localhost", port, new MailLogin("alice", () -> "secret"), governor(), () -> now);
    }

    private SendingGovernor governor() throws Exception {
        return SendingGovernor.open(directory.resolve("submissions"), limits, () -> time, new Random(1));
    }

    private String answer(String line) {
        String verb = line.split("[ :\r]", 2)[0];
        String usual =
                switch (verb) {
                    case "EHLO" -> "250-localhost\r\n250 AUTH PLAIN";
                    case "AUTH" -> "235 2.7.0 welcome";
                    case "DATA" -> "354 go on";
                    case "QUIT" -> "221 bye";
                    default -> "250 2.0.0 fine";
                };
        // The end of a mail arrives as what was in it.
        String key = verb.equals("From") || line.contains("\r\n") ? "." : verb;
        return answers.getOrDefault(key, usual);
    }

    private long heard(String verb) {
        return server.heard().stream().filter(line -> line.startsWith(verb)).count();
    }

    private static MimeMessage mail() throws MessagingException {
        MimeMessage mail = new MimeMessage(Session.getInstance(new Properties()));
        mail.setFrom(new InternetAddress("alice@mail.test"));
        mail.setRecipient(Message.RecipientType.TO, new InternetAddress("web1@mail.test"));
        mail.setText("uptime");
        return mail;
    }
}
