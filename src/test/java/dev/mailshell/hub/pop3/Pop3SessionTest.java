package dev.mailshell.hub.pop3;

import static dev.mailshell.hub.pop3.Pop3Site.ALICE;
import static dev.mailshell.hub.pop3.Pop3Site.BOB;
import static dev.mailshell.hub.pop3.Pop3Site.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a session is told, command by command. */
class Pop3SessionTest {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final String MAIL = "From: x@mail.test\nSubject: one\n\nfirst\nsecond\nthird\n";

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

    private Pop3Talk alice() throws Exception {
        return site.login(ALICE);
    }

    @Test
    void saysWhatItCanDoBeforeAndAfterTheLogin() throws Exception {
        String[] capabilities = {
            "USER",
            "SASL PLAIN",
            "TOP",
            "UIDL",
            "RESP-CODES",
            "AUTH-RESP-CODE",
            "PIPELINING",
            "EXPIRE 30",
            "XWAIT",
            "IMPLEMENTATION Mail-Shell"
        };
        try (Pop3Talk before = site.connect().greeting();
                Pop3Talk after = alice()) {
            assertThat(before.askForLines("CAPA")).containsExactly(capabilities);
            assertThat(after.askForLines("capa")).containsExactly(capabilities);
        }
    }

    @Test
    void showsEachUserTheirOwnMailAlone() throws Exception {
        site.deliver(ALICE, MAIL);
        try (Pop3Talk bob = site.login(BOB);
                Pop3Talk alice = alice()) {
            assertThat(bob.ask("STAT")).isEqualTo("+OK 0 0");
            assertThat(bob.ask("RETR 1")).startsWith("-ERR");
            assertThat(bob.ask("DELE 1")).startsWith("-ERR");
            assertThat(bob.ask("QUIT")).startsWith("+OK");
            assertThat(alice.ask("STAT")).isEqualTo("+OK 1 " + (MAIL.length() + 6));
        }
    }

    @Test
    void listsWhatIsThere() throws Exception {
        site.deliver(ALICE, MAIL);
        site.deliver(ALICE, MAIL + MAIL);
        int bytes = MAIL.length() + 6;
        try (Pop3Talk talk = alice()) {
            assertThat(talk.ask("STAT")).isEqualTo("+OK 2 " + 3 * bytes);
            assertThat(talk.askForLines("LIST")).containsExactly("1 " + bytes, "2 " + 2 * bytes);
            assertThat(talk.ask("LIST 2")).isEqualTo("+OK 2 " + 2 * bytes);
            assertThat(talk.ask("LIST 3")).startsWith("-ERR");
            assertThat(talk.ask("LIST 0")).startsWith("-ERR");
            assertThat(talk.ask("LIST -1")).startsWith("-ERR");
            assertThat(talk.ask("LIST 99999999999999999999")).startsWith("-ERR");
            assertThat(talk.ask("LIST 1 2")).startsWith("-ERR");
            assertThat(talk.ask("STAT 1")).startsWith("-ERR");
        }
    }

    @Test
    void namesEachMailTheSameInEachSession() throws Exception {
        site.deliver(ALICE, MAIL);
        site.deliver(ALICE, MAIL);
        List<String> first;
        try (Pop3Talk talk = alice()) {
            first = talk.askForLines("UIDL");
            assertThat(first).hasSize(2).allMatch(line -> line.matches("[12] [0-9a-f]{1,70}"));
            talk.ask("DELE 1");
            talk.ask("QUIT");
        }
        site.deliver(ALICE, MAIL);
        try (Pop3Talk talk = alice()) {
            assertThat(talk.ask("UIDL 1")).isEqualTo("+OK 1" + first.get(1).substring(1));
            assertThat(talk.ask("UIDL 2")).isNotEqualTo("+OK 2" + first.get(0).substring(1));
        }
    }

    @Test
    void givesAMailAsItWasStored() throws Exception {
        String dots = "Subject: dots\n\n.\n..\n.a\n\n.\r.\nend.\n.\n";
        site.deliver(ALICE, dots);
        site.deliverExactly(ALICE, "no end of line");
        site.deliverExactly(ALICE, "");
        try (Pop3Talk talk = alice()) {
            assertThat(talk.mail(1)).isEqualTo(dots.replace("\n", "\r\n"));
            assertThat(talk.mail(2)).isEqualTo("no end of line\r\n");
            assertThat(talk.mail(3)).isEmpty();
            assertThat(talk.ask("NOOP")).startsWith("+OK");
        }
    }

    @Test
    void givesALargeMailAsItWasStored() throws Exception {
        StringBuilder large = new StringBuilder("Subject: large\r\n\r\n");
        while (large.length() < 3_000_000) {
            large.append(".").append(large.length()).append("\r\n");
        }
        site.deliverExactly(ALICE, large.toString());
        try (Pop3Talk talk = alice()) {
            assertThat(talk.mail(1)).isEqualTo(large.toString());
            assertThat(talk.askForLines("TOP 1 1")).hasSize(3);
        }
    }

    @Test
    void givesTheBeginningOfAMail() throws Exception {
        site.deliver(ALICE, MAIL);
        try (Pop3Talk talk = alice()) {
            assertThat(talk.askForLines("TOP 1 0")).containsExactly("From: x@mail.test", "Subject: one", "");
            assertThat(talk.askForLines("TOP 1 2")).endsWith("", "first", "second");
            assertThat(Pop3Talk.content(talk.askForLines("TOP 1 999999999"))).isEqualTo(talk.mail(1));
            assertThat(talk.ask("TOP 1")).startsWith("-ERR");
            assertThat(talk.ask("TOP 2 1")).startsWith("-ERR");
            assertThat(talk.ask("TOP 1 -1")).startsWith("-ERR");
        }
    }

    @Test
    void deletesAtQuit() throws Exception {
        site.deliver(ALICE, MAIL);
        site.deliver(ALICE, MAIL);
        try (Pop3Talk talk = alice()) {
            assertThat(talk.ask("DELE 1")).startsWith("+OK");
            assertThat(talk.ask("DELE 1")).startsWith("-ERR");
            assertThat(talk.ask("RETR 1")).startsWith("-ERR");
            assertThat(talk.ask("STAT")).isEqualTo("+OK 1 " + (MAIL.length() + 6));
            assertThat(talk.askForLines("LIST")).singleElement().asString().startsWith("2 ");
            assertThat(site.mailsOf(ALICE)).isEqualTo(2);
            assertThat(talk.ask("QUIT")).startsWith("+OK");
            assertThat(site.mailsOf(ALICE)).isEqualTo(1);
            assertThat(talk.rest()).isEmpty();
        }
    }

    @Test
    void deletesNothingThatWasTakenBack() throws Exception {
        site.deliver(ALICE, MAIL);
        try (Pop3Talk talk = alice()) {
            talk.ask("DELE 1");
            assertThat(talk.ask("RSET")).isEqualTo("+OK 1 messages");
            assertThat(talk.ask("STAT")).isEqualTo("+OK 1 " + (MAIL.length() + 6));
            talk.ask("QUIT");
        }
        assertThat(site.mailsOf(ALICE)).isEqualTo(1);
    }

    @Test
    void deletesNothingWhenTheConnectionBreaks() throws Exception {
        site.deliver(ALICE, MAIL);
        try (Pop3Talk talk = alice()) {
            assertThat(talk.ask("DELE 1")).startsWith("+OK");
            talk.breakOff();
        }
        await().atMost(LONG).untilAsserted(() -> {
            try (Pop3Talk talk = alice()) {
                assertThat(talk.ask("STAT")).startsWith("+OK 1 ");
            }
        });
    }

    @Test
    void deletesNothingWithAQuitThatDidNotComeWhole() throws Exception {
        site.deliver(ALICE, MAIL);
        try (Pop3Talk talk = alice()) {
            assertThat(talk.ask("DELE 1")).startsWith("+OK");
            talk.send("QUIT");
        }
        await().atMost(LONG).untilAsserted(() -> alice().close());
        assertThat(site.mailsOf(ALICE)).isEqualTo(1);
    }

    @Test
    void opensAMaildropForOneSessionAtATime() throws Exception {
        try (Pop3Talk first = alice();
                Pop3Talk second = site.connect().greeting()) {
            second.ask("USER " + ALICE);
            assertThat(second.ask("PASS " + PASSWORD)).startsWith("-ERR [IN-USE]");
            first.ask("QUIT");
            second.ask("USER " + ALICE);
            assertThat(second.ask("PASS " + PASSWORD)).startsWith("+OK");
        }
    }

    @Test
    void givesAMaildropToWhoComesWhileAnotherSessionIsAboutToEnd() throws Exception {
        try (Pop3Talk first = alice();
                Pop3Talk second = site.connect().greeting()) {
            second.ask("USER " + ALICE);
            second.send("PASS " + PASSWORD + "\r\n");
            first.ask("QUIT");
            assertThat(second.line()).startsWith("+OK");
        }
    }

    @Test
    void countsNothingThatComesDuringTheSession() throws Exception {
        site.deliver(ALICE, MAIL);
        try (Pop3Talk talk = alice()) {
            site.deliver(ALICE, MAIL);
            assertThat(talk.ask("STAT")).startsWith("+OK 1 ");
            assertThat(talk.askForLines("UIDL")).hasSize(1);
            assertThat(talk.ask("RETR 2")).startsWith("-ERR");
            talk.ask("DELE 1");
            talk.ask("QUIT");
        }
        assertThat(site.mailsOf(ALICE)).isEqualTo(1);
    }

    @Test
    void answersInTurnWhatComesAtOnce() throws Exception {
        site.deliver(ALICE, MAIL);
        try (Pop3Talk talk = site.connect().greeting()) {
            talk.send("CAPA\r\nUSER " + ALICE + "\r\nPASS " + PASSWORD
                    + "\r\nSTAT\r\nnoop\r\nRETR 1\r\nFOO\r\nDELE 1\r\nQUIT\r\n");
            assertThat(talk.line()).startsWith("+OK");
            assertThat(talk.lines()).contains("PIPELINING");
            assertThat(talk.line()).startsWith("+OK");
            assertThat(talk.line()).isEqualTo("+OK 1 messages");
            assertThat(talk.line()).startsWith("+OK 1 ");
            assertThat(talk.line()).startsWith("+OK");
            assertThat(talk.line()).startsWith("+OK ");
            assertThat(talk.lines()).hasSize(6);
            assertThat(talk.line()).startsWith("-ERR");
            assertThat(talk.line()).startsWith("+OK message 1");
            assertThat(talk.line()).startsWith("+OK bye");
            assertThat(talk.rest()).isEmpty();
        }
        assertThat(site.mailsOf(ALICE)).isZero();
    }

    @Test
    void understandsALineHoweverItIsCut() throws Exception {
        try (Pop3Talk talk = alice()) {
            for (byte b : "NOOP\r\nSTAT\n".getBytes(StandardCharsets.US_ASCII)) {
                talk.send(new byte[] {b});
            }
            assertThat(talk.line()).startsWith("+OK");
            assertThat(talk.line()).isEqualTo("+OK 0 0");
        }
    }

    @Test
    void answersALongLineAndEndsWithOneThatNeverEnds() throws Exception {
        try (Pop3Talk talk = alice()) {
            assertThat(talk.ask("LIST " + " ".repeat(248))).isEqualTo("-ERR LIST needs 1 number");
            assertThat(talk.ask("LIST " + " ".repeat(249))).isEqualTo("-ERR the line is too long");
            assertThat(talk.ask("STAT")).isEqualTo("+OK 0 0");
            talk.send("x".repeat(2048));
            assertThat(talk.line()).startsWith("-ERR a line was too long");
            assertThat(talk.rest()).isEmpty();
        }
    }

    @Test
    void takesAPasswordThatMakesALongLine() throws Exception {
        try (Pop3Talk talk = site.connect().greeting()) {
            talk.ask("USER " + ALICE);
            assertThat(talk.ask("PASS " + "x".repeat(1000))).startsWith("-ERR [AUTH]");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "STAT\u0000", "NOOP\rDELE 1", "GET / HTTP/1.1", "É", "STATUS", "A", "STAT\u0007"})
    void takesNoLineThatIsNoCommand(String line) throws Exception {
        try (Pop3Talk talk = alice()) {
            assertThat(talk.ask(line)).startsWith("-ERR");
            assertThat(talk.ask("STAT")).startsWith("+OK");
        }
    }

    @Test
    void takesNoLineThatIsNoText() throws Exception {
        try (Pop3Talk talk = site.connect().greeting()) {
            talk.send(new byte[] {'U', 'S', 'E', 'R', ' ', (byte) 0xC3, '\r', '\n'});
            assertThat(talk.line()).isEqualTo("-ERR the line is no text");
        }
    }

    @Test
    void endsAfterManyMistakes() throws Exception {
        site.deliver(ALICE, MAIL);
        try (Pop3Talk talk = alice()) {
            talk.ask("DELE 1");
            talk.send("HELO you\r\n".repeat(30));
            for (int i = 0; i < 20; i++) {
                assertThat(talk.line()).startsWith("-ERR");
            }
            assertThat(talk.rest()).isEmpty();
        }
        assertThat(site.mailsOf(ALICE)).isEqualTo(1);
    }
}
