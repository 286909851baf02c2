package dev.mailshell.hub.pop3;

import static dev.mailshell.hub.pop3.Pop3Site.ALICE;
import static dev.mailshell.hub.pop3.Pop3Site.BOB;
import static dev.mailshell.hub.pop3.Pop3Site.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in, and what the others are told. */
class Pop3LoginTest {

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

    private static String plain(String authorization, String user, String password) {
        String text = authorization + "\0" + user + "\0" + password;
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"STAT", "LIST", "RETR 1", "DELE 1", "NOOP", "RSET", "UIDL", "TOP 1 0", "XWAIT 1"})
    void doesNothingBeforeTheLogin(String command) throws Exception {
        try (Pop3Talk talk = site.connect().greeting()) {
            assertThat(talk.ask(command)).isEqualTo("-ERR log in first");
        }
    }

    @Test
    void takesAPasswordInOneLineOrInTwo() throws Exception {
        try (Pop3Talk talk = site.connect().greeting()) {
            assertThat(talk.ask("AUTH PLAIN " + plain("", ALICE, PASSWORD))).isEqualTo("+OK 0 messages");
        }
        try (Pop3Talk talk = site.connect().greeting()) {
            assertThat(talk.ask("AUTH plain")).isEqualTo("+ ");
            assertThat(talk.ask(plain(BOB, BOB, PASSWORD))).isEqualTo("+OK 0 messages");
        }
    }

    @Test
    void letsNobodyActAsSomebodyElse() throws Exception {
        try (Pop3Talk talk = site.connect().greeting()) {
            assertThat(talk.ask("AUTH PLAIN " + plain(BOB, ALICE, PASSWORD))).startsWith("-ERR [AUTH]");
            assertThat(talk.ask("AUTH PLAIN")).isEqualTo("+ ");
            assertThat(talk.ask("*")).startsWith("-ERR");
            assertThat(talk.ask("STAT")).isEqualTo("-ERR log in first");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AUTH",
                "AUTH LOGIN",
                "AUTH PLAIN =",
                "AUTH PLAIN AAAA",
                "AUTH PLAIN /////w==",
                "AUTH PLAIN AGEAYgBj"
            })
    void refusesWhatIsNoLogin(String command) throws Exception {
        try (Pop3Talk talk = site.connect().greeting()) {
            assertThat(talk.ask(command)).startsWith("-ERR");
            assertThat(talk.ask("STAT")).isEqualTo("-ERR log in first");
        }
    }

    @Test
    void tellsNobodyWhetherThereIsAUser() throws Exception {
        try (Pop3Talk talk = site.connect().greeting()) {
            assertThat(talk.ask("USER " + ALICE)).isEqualTo(talk.ask("USER carol@mail.test"));
            String unknown = talk.ask("PASS " + PASSWORD);
            assertThat(unknown).startsWith("-ERR [AUTH]");
            talk.ask("USER " + ALICE);
            assertThat(talk.ask("PASS wrong")).isEqualTo(unknown);
        }
    }

    @Test
    void endsAfterSomeWrongPasswords() throws Exception {
        try (Pop3Talk talk = site.connect().greeting()) {
            for (int i = 0; i < 3; i++) {
                talk.ask("USER " + ALICE);
                assertThat(talk.ask("PASS " + i)).startsWith("-ERR [AUTH]");
            }
            assertThat(talk.rest()).isEmpty();
        }
    }

    @Test
    void wantsANameBeforeEachPassword() throws Exception {
        try (Pop3Talk talk = site.connect().greeting()) {
            assertThat(talk.ask("PASS " + PASSWORD)).startsWith("-ERR");
            talk.ask("USER " + ALICE);
            talk.ask("PASS wrong");
            assertThat(talk.ask("PASS " + PASSWORD)).isEqualTo("-ERR USER comes first");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bob@mail.test/../alice@mail.test",
                "../alice@mail.test",
                "alice@mail.test%00bob@mail.test",
                "*@mail.test",
                "alice@mail.test' OR '1'='1",
                "alice@mail.test bob@mail.test"
            })
    void opensNoMailboxByATrickInTheName(String name) throws Exception {
        try (Pop3Talk talk = site.connect().greeting()) {
            talk.ask("USER " + name);
            assertThat(talk.ask("PASS " + PASSWORD)).startsWith("-ERR [AUTH]");
        }
    }
}
