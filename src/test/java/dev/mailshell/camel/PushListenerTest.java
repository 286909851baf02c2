package dev.mailshell.camel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.config.Push;
import dev.mailshell.e2e.Gate;
import dev.mailshell.e2e.ScriptedServer;
import dev.mailshell.hub.ThrowAwayCa;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
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

    private final PushMailbox mailbox = new PushMailbox();
    private final Bell bell = new Bell();
    private final Pace pace = new Pace(Push.IDLE, false, System::nanoTime);
    private final MailboxWatch watch =
            new MailboxWatch(LoggerFactory.getLogger("test"), Clock.systemUTC(), new Random(1));
    private final Map<PushListener, Thread> threads = new HashMap<>();
    private Gate gate;

    @BeforeEach
    void openGate() throws Exception {
        gate = Gate.to(mailbox.imapPort());
        gate.open();
        watch.commit(null, null, 0);
    }

    @AfterEach
    void stop() throws Exception {
        threads.keySet().forEach(PushListener::stop);
        gate.close();
    }

    @Test
    void ringsForEachMailThatComes() throws Exception {
        PushListener listener = listen(gate.port(), mailbox.authority());
        awaitListening(listener);

        mailbox.deliver();
        awaitRing();
        mailbox.deliver();
        awaitRing();
    }

    @Test
    void asksWhileMailIsExpectedAndIsToldAgainWhenItIsThere() throws Exception {
        PushListener listener = listen(gate.port(), mailbox.authority());
        awaitListening(listener);

        pace.soon();
        listener.nudge();
        mailbox.deliver();
        awaitRing();
        pace.over();
        mailbox.deliver();
        awaitRing();
    }

    @Test
    void ringsForWhatCameWhileTheConnectionWasBroken() throws Exception {
        PushListener listener = listen(gate.port(), mailbox.authority());
        awaitListening(listener);

        gate.shut();
        await().until(() -> !listener.isListening());
        mailbox.deliver();
        hear();
        gate.open();
        awaitListening(listener);
        mailbox.deliver();
        awaitRing();
    }

    @Test
    void noticesAConnectionThatSwallowsEverything() throws Exception {
        PushListener listener = listen(gate.port(), mailbox.authority());
        awaitListening(listener);

        gate.swallow();
        pace.soon();
        listener.nudge();
        await().until(() -> !listener.isListening());
        awaitListening(listener);
        mailbox.deliver();
        awaitRing();
    }

    @Test
    void noticesASilentConnectionAlsoWhileItIsToldByIdle() throws Exception {
        PushListener listener = listen(gate.port(), mailbox.authority());
        awaitListening(listener);

        gate.swallow();
        listener.nudge();
        await().until(() -> !listener.isListening());
    }

    @Test
    void noticesASilentConnectionAtRestByItself() throws Exception {
        PushListener listener = listen(gate.port(), mailbox.authority(), watch, Duration.ofMillis(100));
        awaitListening(listener);

        gate.swallow();
        await().until(() -> !listener.isListening());
        awaitListening(listener);
        mailbox.deliver();
        awaitRing();
    }

    /** Between two times at which the mail server tells there is a moment at which nobody listens. */
    @Test
    void followsADoubtThatCameJustBeforeTheMailboxTells() throws Exception {
        AtomicInteger ended = new AtomicInteger();
        MailConfiguration account = account(gate.port(), mailbox.authority());
        try (IdleConnection connection =
                IdleConnection.open(new IdleConnection.Source(account, ANSWER, Duration.ofMinutes(1)), bell::ring)) {
            connection.nudge();
            Thread idling = new Thread(
                    () -> {
                        try {
                            connection.idle(() -> false);
                            ended.incrementAndGet();
                        } catch (MessagingException broken) {
                            LoggerFactory.getLogger("test").warn("broken", broken);
                        }
                    },
                    "idling");
            idling.setDaemon(true);
            idling.start();

            await().until(() -> ended.get() == 1);
        }
    }

    @Test
    void logsInOnlyWhileThePollIsAnswered() throws Exception {
        MailboxWatch refused = new MailboxWatch(LoggerFactory.getLogger("test"), Clock.systemUTC(), new Random(1));
        refused.rollback(null, null, 0, new AuthenticationFailedException("refused"));
        PushListener listener = listen(gate.port(), mailbox.authority(), refused, PushConnection.LONGEST_IDLE);
        awaitRest(listener);
        listener.nudge();
        // It has had the time in which another one logged in.
        awaitListening(listen(gate.port(), mailbox.authority()));
        awaitRest(listener);
        assertThat(gate.connections()).isEqualTo(1);

        refused.commit(null, null, 0);
        listener.nudge();
        awaitListening(listener);
        assertThat(gate.connections()).isEqualTo(2);
    }

    @Test
    void doesNotListenToAServerThatHasNoIdle() throws Exception {
        ThrowAwayCa authority = new ThrowAwayCa(Clock.systemUTC());
        authority.writeCertificate(directory.resolve("ca.pem"));
        try (ScriptedServer server = ScriptedServer.tls(
                authority, directory, "localhost", "* OK [CAPABILITY IMAP4rev1] ready", this::imap)) {
            PushListener listener = listen(Integer.parseInt(server.port()), directory.resolve("ca.pem"));

            // Whatever it does on a connection that it could open, it has done by the end of the second one.
            await().until(() -> server.connections() > 1);
            assertThat(server.heard()).anyMatch(line -> line.contains("EXAMINE"));
            assertThat(listener.isListening()).isFalse();
            assertThat(server.heard()).noneMatch(line -> line.contains("IDLE"));
        }
    }

    private String imap(String line) {
        String tag = line.split(" ", 2)[0];
        if (line.contains("CAPABILITY")) {
            return "* CAPABILITY IMAP4rev1\r\n" + tag + " OK done";
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
        return listen(port, authority, watch, PushConnection.LONGEST_IDLE);
    }

    private PushListener listen(int port, Path authority, MailboxWatch polls, Duration longestIdle) throws Exception {
        IdleConnection.Source source = new IdleConnection.Source(account(port, authority), ANSWER, longestIdle);
        PushListener listener = new PushListener(
                mail -> IdleConnection.open(source, mail),
                bell,
                pace::pause,
                polls,
                new Backoff(Duration.ofMillis(10), Duration.ofMillis(100), new Random(1)),
                LoggerFactory.getLogger("test"));
        Thread thread = new Thread(listener, "push");
        thread.setDaemon(true);
        thread.start();
        threads.put(listener, thread);
        return listener;
    }

    private MailConfiguration account(int port, Path authority) throws Exception {
        MailConfiguration account = new MailConfiguration(new DefaultCamelContext());
        account.configureProtocol("imaps");
        account.setHost("localhost");
        account.setPort(port);
        mailbox.logIn(account, authority);
        return account;
    }

    private void awaitRest(PushListener listener) {
        await().until(() -> threads.get(listener).getState() == Thread.State.TIMED_WAITING);
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
