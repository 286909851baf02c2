package dev.mailshell.hub.pop3;

import static dev.mailshell.hub.pop3.Pop3Site.ALICE;
import static dev.mailshell.hub.pop3.Pop3Site.BOB;
import static dev.mailshell.hub.pop3.Pop3Site.ROOMY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.mailshell.ledger.LedgerFailure;
import dev.mailshell.ledger.MailStore;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clients cannot do to the server, however they behave, and what it does with a store that fails. */
class Pop3LimitsTest {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final String MAIL = "Subject: one\n\nfirst\n";

    @TempDir
    Path directory;

    private Pop3Site site;

    @AfterEach
    void stop() throws Exception {
        site.close();
    }

    private static Pop3Limits connections(int all, int ofNetwork) {
        return new Pop3Limits(
                all,
                ofNetwork,
                ROOMY.handshake(),
                ROOMY.login(),
                ROOMY.idle(),
                ROOMY.reading(),
                ROOMY.longestWait(),
                ROOMY.commands(),
                ROOMY.mistakes(),
                ROOMY.wrongPasswords());
    }

    private static Pop3Limits times(Duration handshake, Duration login, Duration idle, Duration reading) {
        return new Pop3Limits(
                ROOMY.connections(),
                ROOMY.ofNetwork(),
                handshake,
                login,
                idle,
                reading,
                ROOMY.longestWait(),
                ROOMY.commands(),
                ROOMY.mistakes(),
                ROOMY.wrongPasswords());
    }

    private Socket plain() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), site.port());
        socket.setSoTimeout(300_000);
        return socket;
    }

    /** All that comes until the end of the connection. */
    private static int octets(Socket socket) throws IOException {
        int octets = 0;
        try {
            InputStream in = socket.getInputStream();
            while (in.read() >= 0) {
                octets++;
            }
        } catch (SocketException e) {
            // Reset, which is an end too.
        }
        return octets;
    }

    @Test
    void cutsOffWhoDoesNotBeginTls() throws Exception {
        site = Pop3Site.start(directory, times(SHORT, ROOMY.login(), ROOMY.idle(), ROOMY.reading()));
        try (Socket socket = plain()) {
            assertThat(octets(socket)).isZero();
        }
    }

    @Test
    void cutsOffWhoSpeaksWithoutTls() throws Exception {
        site = Pop3Site.start(directory);
        try (Socket socket = plain()) {
            socket.getOutputStream().write("USER x\r\nPASS y\r\n".getBytes(StandardCharsets.US_ASCII));
            // An alert of TLS at most.
            assertThat(octets(socket)).isLessThan(16);
        }
    }

    @Test
    void cutsOffWhoDoesNotLogInInTime() throws Exception {
        site = Pop3Site.start(directory, times(ROOMY.handshake(), SHORT, ROOMY.idle(), ROOMY.reading()));
        try (Pop3Talk talk = site.connect().greeting()) {
            talk.send("CAPA\r\nUSER ");
            assertThat(talk.rest()).startsWith("+OK").endsWith(".\r\n");
        }
    }

    @Test
    void cutsOffWhoSendsALineForTooLongAndDeletesNothing() throws Exception {
        site = Pop3Site.start(directory, times(ROOMY.handshake(), ROOMY.login(), SHORT, ROOMY.reading()));
        site.deliver(ALICE, MAIL);
        try (Pop3Talk talk = site.login(ALICE)) {
            talk.ask("DELE 1");
            talk.send("QUI");
            assertThat(talk.rest()).isEmpty();
        }
        assertThat(site.mailsOf(ALICE)).isEqualTo(1);
    }

    @Test
    void cutsOffWhoDoesNotRead() throws Exception {
        site = Pop3Site.start(directory, times(ROOMY.handshake(), ROOMY.login(), ROOMY.idle(), SHORT));
        site.deliver(ALICE, "x\n".repeat(1_000_000));
        try (Pop3Talk talk = site.login(ALICE)) {
            talk.send("RETR 1\r\n".repeat(20));
            await().atMost(LONG).untilAsserted(() -> {
                try (Pop3Talk other = site.login(ALICE)) {
                    assertThat(other.ask("STAT")).startsWith("+OK 1 ");
                } catch (AssertionError | IOException e) {
                    throw new AssertionError("the maildrop is still held", e);
                }
            });
            assertThat(talk.rest().length()).isLessThan(20 * 3_000_000);
        }
    }

    @Test
    void takesNoMoreConnectionsThanThereArePlaces() throws Exception {
        site = Pop3Site.start(directory, connections(2, 600));
        assertOnlyTwo();
    }

    @Test
    void takesNoMoreConnectionsFromOneNetwork() throws Exception {
        site = Pop3Site.start(directory, connections(600, 2));
        assertOnlyTwo();
    }

    private void assertOnlyTwo() throws Exception {
        try (Pop3Talk first = site.login(ALICE);
                Pop3Talk second = site.login(BOB)) {
            assertThatThrownBy(() -> site.connect()).isInstanceOf(IOException.class);
            assertThat(first.ask("STAT")).startsWith("+OK");
            assertThat(second.ask("QUIT")).startsWith("+OK");
            second.rest();
        }
        await().atMost(LONG).ignoreExceptions().untilAsserted(() -> site.login(ALICE)
                .close());
    }

    @Test
    void servesOneBesideManyWhoDoNothing() throws Exception {
        site = Pop3Site.start(directory);
        List<Pop3Talk> idle = new ArrayList<>();
        try {
            for (int i = 0; i < 500; i++) {
                idle.add(site.connect().greeting());
            }
            try (Pop3Talk talk = site.login(ALICE)) {
                assertThat(talk.ask("STAT")).startsWith("+OK");
            }
            assertThat(idle.get(0).ask("CAPA")).startsWith("+OK");
        } finally {
            for (Pop3Talk talk : idle) {
                talk.close();
            }
        }
    }

    @Test
    void endsASessionOfManyCommands() throws Exception {
        Pop3Limits few = new Pop3Limits(
                9,
                9,
                ROOMY.handshake(),
                ROOMY.login(),
                ROOMY.idle(),
                ROOMY.reading(),
                ROOMY.longestWait(),
                5,
                ROOMY.mistakes(),
                ROOMY.wrongPasswords());
        site = Pop3Site.start(directory, few);
        try (Pop3Talk talk = site.login(ALICE)) {
            for (int i = 0; i < 3; i++) {
                assertThat(talk.ask("NOOP")).startsWith("+OK");
            }
            assertThat(talk.rest()).isEmpty();
        }
    }

    @Test
    void showsARenewedCertificateToTheNextConnection() throws Exception {
        site = Pop3Site.start(directory);
        try (Pop3Talk before = site.login(ALICE)) {
            site.renewCertificate();
            // Trusts the new authority alone.
            site.login(BOB).close();
            assertThat(before.ask("NOOP")).startsWith("+OK");
        }
    }

    @Test
    void endsAtOnceAndListensNoMore() throws Exception {
        site = Pop3Site.start(directory);
        try (Pop3Talk talk = site.login(ALICE)) {
            site.stop();
            assertThat(talk.rest()).isEmpty();
            // A process that begins meanwhile may hold the port for a moment.
            await().untilAsserted(() -> assertThatThrownBy(this::plain).isInstanceOf(IOException.class));
        }
    }

    @Test
    void countsALargeMailboxWithoutAListAndListsItOnce() throws Exception {
        AtomicInteger lists = new AtomicInteger();
        site = Pop3Site.start(directory, ROOMY, store -> countingLists(store, lists));
        for (int i = 0; i < 501; i++) {
            site.deliver(ALICE, MAIL);
        }
        try (Pop3Talk talk = site.login(ALICE)) {
            int octets = 501 * (MAIL.length() + 3);
            assertThat(talk.ask("STAT")).isEqualTo("+OK 501 " + octets);
            assertThat(lists).hasValue(0);
            site.deliver(ALICE, MAIL);
            assertThat(talk.askForLines("LIST")).hasSize(501);
            assertThat(talk.askForLines("UIDL")).hasSize(501);
            talk.ask("DELE 501");
            assertThat(talk.ask("STAT")).isEqualTo("+OK 500 " + (octets - MAIL.length() - 3));
            assertThat(talk.ask("QUIT")).startsWith("+OK");
            assertThat(lists).hasValue(1);
        }
    }

    private static MailStore countingLists(MailStore store, AtomicInteger lists) {
        return (MailStore) Proxy.newProxyInstance(
                MailStore.class.getClassLoader(), new Class<?>[] {MailStore.class}, (proxy, method, arguments) -> {
                    lists.addAndGet(method.getName().equals("list") ? 1 : 0);
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void answersThatAMailIsDamagedAndGoesOn() throws Exception {
        site = Pop3Site.start(directory);
        site.deliver(ALICE, MAIL);
        site.deliver(ALICE, MAIL);
        damage("UPDATE chunks SET sealed = zeroblob(length(sealed)) WHERE mail = (SELECT MIN(id) FROM mails)");
        try (Pop3Talk talk = site.login(ALICE)) {
            assertThat(talk.ask("RETR 1")).isEqualTo("-ERR [SYS/PERM] the message is damaged, or gone");
            assertThat(talk.ask("TOP 1 1")).startsWith("-ERR [SYS/PERM]");
            assertThat(talk.mail(2)).isEqualTo(MAIL.replace("\n", "\r\n"));
        }
    }

    @Test
    void givesNobodyTheMailOfAnotherThatSomebodyPutIntoTheMaildropByHand() throws Exception {
        site = Pop3Site.start(directory);
        site.deliver(ALICE, "secret\n");
        site.deliver(BOB, MAIL);
        damage("INSERT INTO deliveries SELECT b.id, mail, 0, 8, proof FROM deliveries, mailboxes b"
                + " WHERE mail = (SELECT MIN(id) FROM mails) AND address = '" + BOB + "'");
        damage("UPDATE mailboxes SET mails = mails + 1, bytes = bytes + 8 WHERE address = '" + BOB + "'");
        try (Pop3Talk talk = site.login(BOB)) {
            assertThat(talk.ask("RETR 1")).isEqualTo("-ERR [SYS/PERM] the message is damaged, or gone");
            assertThat(talk.ask("TOP 1 1")).startsWith("-ERR [SYS/PERM]");
            assertThat(talk.mail(2)).isEqualTo(MAIL.replace("\n", "\r\n"));
        }
        try (Pop3Talk talk = site.login(ALICE)) {
            assertThat(talk.mail(1)).isEqualTo("secret\r\n");
        }
    }

    @Test
    void breaksOffWithoutAnEndWhereAMailIsDamagedInItsMiddle() throws Exception {
        site = Pop3Site.start(directory);
        site.deliver(ALICE, "x\n".repeat(400_000));
        damage("UPDATE chunks SET sealed = zeroblob(length(sealed)) WHERE number = 2");
        try (Pop3Talk talk = site.login(ALICE)) {
            assertThat(talk.ask("RETR 1")).startsWith("+OK");
            assertThat(talk.rest()).matches("(?s)(x\r\n)+x?\r?\n?");
        }
    }

    private void damage(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + site.database());
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isEqualTo(1);
        }
    }

    @Test
    void saysThatTheStoreFailsAndDeletesNothing() throws Exception {
        AtomicInteger fails = new AtomicInteger();
        site = Pop3Site.start(directory, ROOMY, store -> failing(store, fails));
        site.deliver(ALICE, MAIL);
        try (Pop3Talk talk = site.login(ALICE)) {
            talk.ask("DELE 1");
            fails.set(1);
            assertThat(talk.ask("QUIT")).startsWith("-ERR [SYS/TEMP]");
            assertThat(talk.rest()).isEmpty();
        }
        try (Pop3Talk talk = site.connect().greeting()) {
            talk.ask("USER " + ALICE);
            assertThat(talk.ask("PASS " + Pop3Site.PASSWORD)).startsWith("-ERR [SYS/TEMP]");
            fails.set(0);
            talk.ask("USER " + ALICE);
            assertThat(talk.ask("PASS " + Pop3Site.PASSWORD)).isEqualTo("+OK 1 messages");
            fails.set(1);
            assertThat(talk.ask("RETR 1")).startsWith("-ERR [SYS/TEMP]");
            fails.set(0);
            assertThat(talk.mail(1)).startsWith("Subject: one");
        }
    }

    private static MailStore failing(MailStore store, AtomicInteger fails) {
        return (MailStore) Proxy.newProxyInstance(
                MailStore.class.getClassLoader(), new Class<?>[] {MailStore.class}, (proxy, method, arguments) -> {
                    if (fails.get() > 0) {
                        throw new LedgerFailure("the disk is gone");
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
