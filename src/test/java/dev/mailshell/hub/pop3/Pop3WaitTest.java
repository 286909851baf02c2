package dev.mailshell.hub.pop3;

import static dev.mailshell.hub.pop3.Pop3Site.ALICE;
import static dev.mailshell.hub.pop3.Pop3Site.BOB;
import static dev.mailshell.hub.pop3.Pop3Site.ROOMY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our own {@code XWAIT}. */
class Pop3WaitTest {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final String MAIL = "Subject: one\n\nfirst\n";
    private static final String NEW = "+OK there is new mail";
    private static final String NONE = "-ERR there is no new mail";

    @TempDir
    Path directory;

    private Pop3Site site;

    @BeforeEach
    void start() throws Exception {
        site = Pop3Site.start(directory);
    }

    @AfterEach
    void stop() throws Exception {
        site.close();
    }

    private static Pop3Limits limits(int connections, Duration longestWait) {
        return new Pop3Limits(
                connections,
                connections,
                ROOMY.handshake(),
                ROOMY.login(),
                ROOMY.idle(),
                ROOMY.reading(),
                longestWait,
                ROOMY.commands(),
                ROOMY.mistakes(),
                ROOMY.wrongPasswords());
    }

    /** Returns once the server waits: it has given the maildrop up. */
    private Pop3Talk waiting(String user) throws Exception {
        Pop3Talk talk = site.login(user);
        talk.send("XWAIT 1740\r\n");
        await().atMost(LONG).ignoreExceptions().until(() -> {
            site.login(user).close();
            return true;
        });
        return talk;
    }

    @Test
    void answersWhenMailComes() throws Exception {
        try (Pop3Talk talk = waiting(ALICE)) {
            site.deliver(ALICE, MAIL);
            assertThat(talk.line()).isEqualTo(NEW);
        }
    }

    @Test
    void answersAtOnceWhereMailHasComeSinceTheLogin() throws Exception {
        try (Pop3Talk talk = site.login(ALICE)) {
            site.deliver(ALICE, MAIL);
            assertThat(talk.ask("XWAIT 1740")).isEqualTo(NEW);
        }
    }

    @Test
    void doesNotAnswerForWhatWasThereOrIsAnothers() throws Exception {
        site.deliver(ALICE, MAIL);
        try (Pop3Talk talk = site.login(ALICE)) {
            site.deliver(BOB, MAIL);
            assertThat(talk.ask("XWAIT 0")).isEqualTo(NONE);
            assertThat(talk.ask("XWAIT 1")).isEqualTo(NONE);
        }
    }

    @Test
    void tellsOfEachMailOnce() throws Exception {
        try (Pop3Talk talk = site.login(ALICE)) {
            site.deliver(ALICE, MAIL);
            site.deliver(ALICE, MAIL);
            assertThat(talk.ask("XWAIT 10")).isEqualTo(NEW);
            assertThat(talk.ask("XWAIT 0")).isEqualTo(NONE);
            site.deliver(ALICE, MAIL);
            assertThat(talk.ask("XWAIT 10")).isEqualTo(NEW);
        }
    }

    @Test
    void answersAllWhoWait() throws Exception {
        try (Pop3Talk one = waiting(ALICE);
                Pop3Talk other = waiting(ALICE);
                Pop3Talk bob = waiting(BOB)) {
            site.deliver(ALICE, MAIL);
            assertThat(one.line()).isEqualTo(NEW);
            assertThat(other.line()).isEqualTo(NEW);
            site.deliver(BOB, MAIL);
            assertThat(bob.line()).isEqualTo(NEW);
        }
    }

    @Test
    void leavesTheMaildropToOthersWithAllThatIsInIt() throws Exception {
        site.deliver(ALICE, MAIL);
        try (Pop3Talk talk = site.login(ALICE)) {
            talk.ask("DELE 1");
            assertThat(talk.ask("XWAIT 0")).isEqualTo(NONE);
            try (Pop3Talk other = site.login(ALICE)) {
                assertThat(other.ask("STAT")).startsWith("+OK 1 ");
                // The end of who waited must not open the maildrop that is another's now.
                assertThat(talk.ask("QUIT")).startsWith("+OK");
                assertThat(talk.rest()).isEmpty();
                try (Pop3Talk third = site.connect().greeting()) {
                    third.ask("USER " + ALICE);
                    assertThat(third.ask("PASS " + Pop3Site.PASSWORD)).startsWith("-ERR [IN-USE]");
                }
            }
        }
        assertThat(site.mailsOf(ALICE)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"STAT", "LIST", "RETR 1", "DELE 1", "TOP 1 0", "UIDL", "RSET", "NOOP", "USER alice@mail.test"})
    void takesOnlyAnotherWaitOrTheEndAfterwards(String command) throws Exception {
        site.deliver(ALICE, MAIL);
        try (Pop3Talk talk = site.login(ALICE)) {
            talk.ask("XWAIT 0");
            assertThat(talk.ask(command)).isEqualTo("-ERR the maildrop was given up: XWAIT or QUIT");
            assertThat(talk.askForLines("CAPA")).contains("XWAIT");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"XWAIT", "XWAIT x", "XWAIT -1", "XWAIT 1 2", "XWAIT 9999999999"})
    void waitsForANumberOfSecondsAlone(String command) throws Exception {
        try (Pop3Talk talk = site.login(ALICE)) {
            assertThat(talk.ask(command)).isEqualTo("-ERR XWAIT needs 1 number");
            assertThat(talk.ask("STAT")).startsWith("+OK");
        }
    }

    @Test
    void waitsNoLongerThanTheLimit() throws Exception {
        site.close();
        Pop3Limits limits = limits(9, Duration.ofMillis(100));
        site = Pop3Site.start(Files.createDirectory(directory.resolve("other")), limits);
        try (Pop3Talk talk = site.login(ALICE)) {
            assertThat(talk.ask("XWAIT 999999999")).isEqualTo(NONE);
        }
    }

    @Test
    void endsAWaitWithTheNextCommand() throws Exception {
        try (Pop3Talk talk = waiting(ALICE)) {
            talk.send("QUIT\r\n");
            assertThat(talk.line()).isEqualTo(NONE);
            assertThat(talk.line()).startsWith("+OK bye");
            assertThat(talk.rest()).isEmpty();
        }
    }

    @Test
    void endsAWaitWithACommandThatComesByteByByte() throws Exception {
        try (SlowLine slow = new SlowLine(site.port());
                Pop3Talk talk = site.over(slow.connect()).greeting()) {
            talk.ask("USER " + ALICE);
            talk.ask("PASS " + Pop3Site.PASSWORD);
            talk.send("XWAIT 1740\r\n");
            for (int i = 0; i < 20; i++) {
                assertThat(talk.ask("XWAIT 1740")).isEqualTo(NONE);
            }
            site.deliver(ALICE, MAIL);
            assertThat(talk.line()).isEqualTo(NEW);
        }
    }

    @Test
    void endsAWaitWithTheServer() throws Exception {
        try (Pop3Talk talk = waiting(ALICE)) {
            site.stop();
            assertThat(talk.rest()).isIn("", NONE + "\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void doesNotWaitForAClientThatIsGone(boolean broken) throws Exception {
        site.close();
        Pop3Limits one = limits(2, ROOMY.longestWait());
        site = Pop3Site.start(Files.createDirectory(directory.resolve("other")), one);
        Pop3Talk gone = waiting(ALICE);
        if (broken) {
            gone.breakOff();
        } else {
            gone.close();
        }

        // There is room for two connections only.
        await().atMost(LONG).ignoreExceptions().untilAsserted(() -> {
            try (Pop3Talk first = site.login(ALICE);
                    Pop3Talk second = site.login(BOB)) {
                assertThat(first.ask("STAT")).startsWith("+OK");
                assertThat(second.ask("STAT")).startsWith("+OK");
            }
        });
    }
}
