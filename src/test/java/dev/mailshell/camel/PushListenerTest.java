package dev.mailshell.camel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.config.Push;
import dev.mailshell.e2e.Gate;
import dev.mailshell.e2e.ScriptedServer;
import dev.mailshell.e2e.SharedMail;
import dev.mailshell.hub.ThrowAwayCa;
import dev.mailshell.model.MailAddress;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.component.mail.MailConfiguration;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The connection over which the mailbox tells of mail, with all that happens to connections. */
class PushListenerTest {

    private static final Duration ANSWER = Duration.ofSeconds(1);

    @TempDir
    Path directory;

    private final MailAddress address = SharedMail.address("web1");
    private final Map<String, String> mailbox = SharedMail.add(address);
    private final Bell bell = new Bell();
    private final Pace pace = new Pace(Push.IDLE, false, System::nanoTime);
    private final MailboxWatch watch =
            new MailboxWatch(LoggerFactory.getLogger("test"), Clock.systemUTC(), new Random(1));
    private final List<PushListener> started = new ArrayList<>();
    private Gate gate;

    @BeforeEach
    void openGate() throws Exception {
        gate = Gate.to(Integer.parseInt(mailbox.get("MAILSHELL_IMAP_PORT")));
        gate.open();
        watch.commit(null, null, 0);
    }

    @AfterEach
    void stop() throws Exception {
        started.forEach(PushListener::stop);
        gate.close();
    }

    @Test
    void ringsForEachMailThatComes() throws Exception {
        PushListener listener = listen(gate.port(), authority());
        awaitListening(listener);

        deliver();
        awaitRing();
        deliver();
        awaitRing();
    }

    @Test
    void asksWhileMailIsExpectedAndIsToldAgainWhenItIsThere() throws Exception {
        PushListener listener = listen(gate.port(), authority());
        awaitListening(listener);

        pace.soon();
        listener.nudge();
        deliver();
        awaitRing();
        pace.over();
        deliver();
        awaitRing();
    }

    @Test
    void ringsForWhatCameWhileTheConnectionWasBroken() throws Exception {
        PushListener listener = listen(gate.port(), authority());
        awaitListening(listener);

        gate.shut();
        await().until(() -> !listener.isListening());
        deliver();
        hear();
        gate.open();
        awaitListening(listener);
        deliver();
        awaitRing();
    }

    @Test
    void noticesAConnectionThatSwallowsEverything() throws Exception {
        PushListener listener = listen(gate.port(), authority());
        awaitListening(listener);

        gate.swallow();
        pace.soon();
        listener.nudge();
        await().until(() -> !listener.isListening());
        awaitListening(listener);
        deliver();
        awaitRing();
    }

    @Test
    void noticesASilentConnectionAlsoWhileItIsToldByIdle() throws Exception {
        PushListener listener = listen(gate.port(), authority());
        awaitListening(listener);

        gate.swallow();
        listener.nudge();
        await().until(() -> !listener.isListening());
    }

    @Test
    void logsInOnlyWhileThePollIsAnswered() throws Exception {
        watch.rollback(null, null, 0, new AuthenticationFailedException("refused"));
        PushListener listener = listen(gate.port(), authority());
        listener.nudge();
        assertThat(gate.connections()).isZero();

        watch.commit(null, null, 0);
        listener.nudge();
        awaitListening(listener);
        assertThat(gate.connections()).isEqualTo(1);
    }

    @Test
    void doesNotListenToAServerThatHasNoIdle() throws Exception {
        ThrowAwayCa authority = new ThrowAwayCa(Clock.systemUTC());
        authority.writeCertificate(directory.resolve("ca.pem"));
        try (ScriptedServer server = ScriptedServer.tls(
                authority, directory, "localhost", "* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready", this::imap)) {
            PushListener listener = listen(Integer.parseInt(server.port()), directory.resolve("ca.pem"));

            await().until(() -> server.connections() > 0);
            assertThat(listener.isListening()).isFalse();
            assertThat(server.heard()).noneMatch(line -> line.contains("IDLE"));
        }
    }

    private String imap(String line) {
        String tag = line.split(" ", 2)[0];
        if (line.contains("CAPABILITY")) {
            return "* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n" + tag + " OK done";
        }
        if (line.contains("AUTHENTICATE")) {
            return line.endsWith("PLAIN") ? "+ " : tag + " OK done";
        }
        if (line.contains("EXAMINE")) {
            return "* 0 EXISTS\r\n* OK [UIDVALIDITY 1] fine\r\n" + tag + " OK [READ-ONLY] done";
        }
        if (line.contains("LIST")) {
            return "* LIST () \"/\" INBOX\r\n" + tag + " OK done";
        }
        return tag + " OK done";
    }

    private PushListener listen(int port, Path authority) throws Exception {
        MailConfiguration account = new MailConfiguration(new DefaultCamelContext());
        account.configureProtocol("imaps");
        account.setHost("localhost");
        account.setPort(port);
        account.setFolderName("INBOX");
        account.setSession(MailSession.create(TrustedRoots.tls(Optional.of(authority)), false, Duration.ofMinutes(1)));
        account.setAuthenticator(
                new MailLogin(mailbox.get("MAILSHELL_IMAP_USER"), () -> mailbox.get("MAILSHELL_IMAP_PASSWORD")));
        PushListener listener = new PushListener(
                new PushListener.Source(account, ANSWER),
                bell,
                pace,
                watch,
                new Backoff(Duration.ofMillis(10), Duration.ofMillis(100), new Random(1)),
                LoggerFactory.getLogger("test"));
        started.add(listener);
        Thread thread = new Thread(listener, "push");
        thread.setDaemon(true);
        thread.start();
        return listener;
    }

    private Path authority() {
        return Path.of(mailbox.get("MAILSHELL_TLS_CA_FILE"));
    }

    /** It rings once for itself, since it does not know what came before. */
    private void awaitListening(PushListener listener) throws InterruptedException {
        await().until(listener::isListening);
        hear();
    }

    private void hear() throws InterruptedException {
        await().until(() -> bell.await(Duration.ofMillis(10)));
    }

    private void awaitRing() {
        await().until(() -> bell.await(Duration.ofMillis(100)));
    }

    private static ConditionFactory await() {
        // The mail server of the tests has threads that fail when a connection breaks.
        return Awaitility.await()
                .dontCatchUncaughtExceptions()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(10));
    }

    private void deliver() throws MessagingException, IOException {
        try (SmtpConnections smtp = new SmtpConnections(
                MailSession.create(TrustedRoots.tls(Optional.of(authority())), false, Duration.ofMinutes(1)),
                "smtps",
                mailbox.get("MAILSHELL_SMTP_HOST"),
                Integer.parseInt(mailbox.get("MAILSHELL_SMTP_PORT")),
                new MailLogin(mailbox.get("MAILSHELL_SMTP_USER"), () -> mailbox.get("MAILSHELL_SMTP_PASSWORD")),
                System::nanoTime)) {
            MimeMessage mail = new MimeMessage(Session.getInstance(new Properties()));
            mail.setFrom(new InternetAddress(address.value()));
            mail.setRecipient(Message.RecipientType.TO, new InternetAddress(address.value()));
            mail.setText("uptime");
            smtp.send(mail);
        }
    }

    /** The mail library fails with something else than its own exceptions. */
    @Test
    void makesAnotherConnectionAfterAnAnswerThatCannotBe() throws Exception {
        ThrowAwayCa authority = new ThrowAwayCa(Clock.systemUTC());
        authority.writeCertificate(directory.resolve("ca.pem"));
        AtomicReference<String> login = new AtomicReference<>("");
        try (ScriptedServer server = ScriptedServer.tls(
                authority,
                directory,
                "localhost",
                "* OK [CAPABILITY IMAP4rev1 IDLE AUTH=PLAIN] ready",
                line -> impossible(line, login))) {
            listen(Integer.parseInt(server.port()), directory.resolve("ca.pem"));

            await().until(() -> server.heard().stream()
                            .filter(line -> line.endsWith(" IDLE"))
                            .count()
                    >= 2);
        }
    }

    /** What is said after {@code AUTHENTICATE} has no tag of its own. */
    private String impossible(String line, AtomicReference<String> login) {
        String tag = line.split(" ", 2)[0];
        if (line.contains("AUTHENTICATE")) {
            login.set(tag);
            return "+ ";
        }
        if (line.endsWith(" IDLE")) {
            return "+ idling\r\n* 0 EXPUNGE";
        }
        boolean isCommand = line.contains(" ");
        return isCommand ? imap(line).replace("IMAP4rev1", "IMAP4rev1 IDLE") : login.get() + " OK done";
    }
}
