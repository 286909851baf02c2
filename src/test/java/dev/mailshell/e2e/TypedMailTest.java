package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.camel.Counters;
import dev.mailshell.config.Home;
import dev.mailshell.ledger.SqliteLedger;
import dev.mailshell.model.CommandKey;
import dev.mailshell.model.Form;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.MessageFormat;
import dev.mailshell.model.Question;
import dev.mailshell.model.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mails that alice typed and signed, on one server, one after the other. */
class TypedMailTest {

    private static final String TEXT = "Content-Type: text/plain; charset=utf-8\r\n\r\n";

    private static final Question QUESTION =
            new Question(Form.HUMAN, Optional.of(MessageFormat.SMIME), Optional.of("<question@phone.test>"));

    @TempDir
    static Path directory;

    private static Parties parties;
    private static Counters counters;
    private static Forger forger;
    private static Mailbox web1;
    private static Mailbox alice;

    @BeforeAll
    static void startServer() throws Exception {
        parties = Parties.create(directory, List.of("web1"), List.of("alice"));
        parties.environment("web1").put("MAILSHELL_MAX_MAIL", "200KB");
        counters = parties.counters("web1");
        forger = Forger.client(parties, "alice");
        web1 = Mailbox.open(parties.environment("web1"));
        alice = Mailbox.open(parties.environment("alice"));
        leaveACommandBehind(parties.home("web1"));
        parties.startServer("web1");
        Patience.await().until(() -> alice.count(Mailbox.INBOX) == 1);
    }

    /** As a server that was killed does. */
    private static void leaveACommandBehind(Home home) {
        Instant now = Instant.now(Clock.systemUTC());
        try (SqliteLedger ledger = SqliteLedger.open(home.state(), home.state().resolve("state.db"))) {
            CommandKey key = new CommandKey(new IdentityName("alice"), UUID.randomUUID());
            ledger.accept(key, QUESTION, now, now.plusSeconds(60));
            ledger.running(key, "uptime", now);
        }
    }

    @AfterAll
    static void stop() throws Exception {
        parties.close();
        web1.close();
        alice.close();
    }

    private static String answer(String entity) throws Exception {
        return answerTo(forger.mail("", "web1", entity));
    }

    private static String answerTo(String mail) throws Exception {
        return read(sealedAnswerTo(mail));
    }

    private static String sealedAnswerTo(String mail) throws Exception {
        int before = alice.count(Mailbox.INBOX);
        web1.append(mail);
        Patience.await().until(() -> alice.count(Mailbox.INBOX) > before);
        return alice.mail(Mailbox.INBOX, before);
    }

    private static String read(String sealed) throws Exception {
        return forger.entity(sealed).replace("\r\n", "\n");
    }

    /** Whatever comes before it has ended when the answer to a later mail is there and is the only one. */
    private static void endsWithoutAnAnswer(String mail, Reason reason) throws Exception {
        long refused = counters.refused(reason);
        int before = alice.count(Mailbox.INBOX);
        web1.append(mail);
        Patience.await().until(() -> counters.refused(reason) == refused + 1);
        assertThat(answer(TEXT + "@web1\r\n\r\necho " + UUID.randomUUID())).contains("done, exit code 0");
        assertThat(alice.count(Mailbox.INBOX)).isEqualTo(before + 1);
    }

    private static Path marker() {
        return directory.resolve("ran-" + UUID.randomUUID());
    }

    @Test
    void tellsAPersonInTextWhatWasInterrupted() throws Exception {
        String mail = alice.mail(Mailbox.INBOX, 0);
        assertThat(mail).contains("\r\nIn-Reply-To: <question@phone.test>\r\n");
        assertThat(forger.entity(mail))
                .startsWith("Content-Type: text/plain; charset=utf-8\r\n")
                .contains("\r\n\r\ninterrupted, on web1\r\n\r\n--- details ---\r\nreason: INTERRUPTED, ");
    }

    @Test
    void runsTheSameMailOnceAndTheSameTextInALaterMailAgain() throws Exception {
        Path marker = marker();
        String entity = TEXT + "@web1\r\n\r\necho x >> " + marker;
        String mail = forger.mail("", "web1", entity);
        answerTo(mail);

        endsWithoutAnAnswer(mail, Reason.DUPLICATE);
        assertThat(marker).hasContent("x\n");

        // Signatures tell their time in seconds.
        Instant second = Instant.now(Clock.systemUTC());
        Patience.await().until(() -> Instant.now(Clock.systemUTC()).getEpochSecond() > second.getEpochSecond());
        answer(entity);
        assertThat(marker).hasContent("x\nx\n");
    }

    @ParameterizedTest
    @CsvSource({
        "NOT_A_COMMAND, > @web1NN> touch X",
        "NOT_A_COMMAND, Look at this:NN@web1NNtouch X",
        "NOT_A_COMMAND, -------- Forwarded Message --------NFrom: aliceNN@web1NNtouch X",
        "QUOTED_TEXT, @web1NNtouch XNNOn Monday web1 wrote:N> done",
        "CHARACTER_REFUSED, @web1NNtouch X \u2013v",
        "COMMAND_INVALID, @web1Ntouch X"
    })
    void answersInTextWhyACommandHasNotRun(Reason reason, String text) throws Exception {
        Path marker = marker();

        String answer = answer(TEXT + text.replace("N", "\r\n").replace("X", marker.toString()));

        assertThat(answer)
                .contains("\n\ndenied, on web1\n\n--- details ---\nreason: " + reason + ", ", "\nhint: ")
                .doesNotContain("touch");
        assertThat(Files.exists(marker)).isFalse();
    }

    @Test
    void answersHtmlWithAHint() throws Exception {
        assertThat(answer("Content-Type: text/html\r\n\r\n<p>@web1</p>"))
                .contains("reason: CONTENT_TYPE_REFUSED", "hint: set the mail program to write plain text");
    }

    @Test
    void endsWhatIsForAnotherServerWithoutAnAnswer() throws Exception {
        Path marker = marker();

        endsWithoutAnAnswer(forger.mail("", "web1", TEXT + "@db1\r\n\r\ntouch " + marker), Reason.NOT_ADDRESSED_TO_US);

        assertThat(Files.exists(marker)).isFalse();
    }

    @Test
    void endsASealedMailInAForwardedOneWithoutAnAnswer() throws Exception {
        Path marker = marker();
        String mail = forger.mail("", "web1", TEXT + "@web1\r\n\r\ntouch " + marker);

        endsWithoutAnAnswer(
                "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nsee below\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n"
                        + mail + "\r\n--b--\r\n",
                Reason.NOT_ENCRYPTED);

        assertThat(Files.exists(marker)).isFalse();
    }

    /** Its outer header does not say so any more. */
    @Test
    void endsAnAutomaticAnswerWithoutAnAnswer() throws Exception {
        String answer = "Auto-Submitted: auto-replied\r\n" + TEXT + "done, on db1\r\n";

        endsWithoutAnAnswer(forger.mail("", "web1", answer), Reason.CONTENT_TYPE_REFUSED);
    }

    @Test
    void handsFilesToTheJob() throws Exception {
        assertThat(answer("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n" + TEXT
                        + "@web1\r\n\r\ncat one two\r\nbegin 644 two\r\n$82QB\"@``\r\n`\r\nend\r\n--b\r\n"
                        + "Content-Disposition: attachment; filename=one\r\n\r\nfirst\n\r\n--b--\r\n"))
                .contains("done, exit code 0, on web1\n\nfirst\na,b\n\n--- details");
    }

    @Test
    void explainsInText() throws Exception {
        assertThat(answer(TEXT + "@web1\r\nExplain: yes\r\n\r\nuptime"))
                .contains("\n\ndone, on web1\n\nverdict: allowed\nrule: roles.all allows commands.shell");
    }

    @Test
    void attachesLongOutputToOneMailAndCutsWhatDoesNotFit() throws Exception {
        String line = "head -c 60000 /dev/zero | tr '\\0' x | tee /dev/stderr";

        String sealed = sealedAnswerTo(forger.mail("", "web1", TEXT + "@web1\r\n\r\n" + line));

        assertThat(sealed.length()).isBetween(60_000, 200_000);
        assertThat(read(sealed))
                .startsWith("Content-Type: multipart/mixed;")
                .contains("(60000 bytes, see the attached stdout.txt)\n(the middle of 60000 bytes is left out)")
                .contains("see the attached stderr.txt", "filename=stdout.txt", "filename=stderr.txt");
    }

    @Test
    void attachesWhatIsNoText() throws Exception {
        assertThat(answer(TEXT + "@web1\r\n\r\nprintf '\\377\\376'"))
                .contains("(2 bytes, see the attached stdout.bin)", "filename=stdout.bin", "\n//4=\n");
    }

    @Test
    void encodesLongLinesForMailPrograms() throws Exception {
        assertThat(answer(TEXT + "@web1\r\n\r\nhead -c 1000 /dev/zero | tr '\\0' x"))
                .startsWith("Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n");
    }

    /** RFC 9788, the older form, and a mail that has neither. */
    @ParameterizedTest
    @CsvSource({
        "; hp=\"cipher\",<inner@phone.test>",
        "; protected-headers=\"v1\",<inner@phone.test>",
        "'',<outer@provider.test>"
    })
    void answersUnderTheProtectedIdWhereThereIsOne(String parameter, String question) throws Exception {
        String entity = "Subject: a@web1\r\nMessage-ID: <inner@phone.test>\r\nHP-Outer: Subject: [...]\r\n"
                + "Content-Type: text/plain; charset=utf-8" + parameter + "\r\n\r\n@web1\r\n\r\necho "
                + UUID.randomUUID();

        String answer = sealedAnswerTo(forger.mail("Message-ID: <outer@provider.test>\r\n", "web1", entity));

        assertThat(answer).contains("\r\nIn-Reply-To: " + question + "\r\nReferences: " + question + "\r\n");
    }

    @Test
    void endsASealedMailBesideACommandWithoutRunningEither() throws Exception {
        Path marker = marker();
        String forwarded = forger.mail("", "web1", TEXT + "@web1\r\n\r\ntouch " + marker);

        String answer = answer("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n" + TEXT
                + "@web1\r\n\r\ntouch " + marker + "\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n" + forwarded
                + "\r\n--b--\r\n");

        assertThat(answer).contains("reason: EXTRA_PART, ");
        assertThat(Files.exists(marker)).isFalse();
    }

    @Test
    void runsNoArmorThatWasForwardedInATextOfItsOwn() throws Exception {
        assertThat(answer(TEXT + "Look at this:\r\n\r\n-----BEGIN PGP MESSAGE-----\r\n\r\nhF4D\r\n"
                        + "-----END PGP MESSAGE-----\r\n"))
                .contains("reason: NOT_A_COMMAND, ");
    }

    @Test
    void runsACiphertextThatIsAttachedToAReplyNoSecondTime() throws Exception {
        Path marker = marker();
        String mail = forger.mail("", "web1", TEXT + "@web1\r\n\r\necho x >> " + marker);
        answerTo(mail);

        endsWithoutAnAnswer(
                "Content-Type: multipart/mixed; boundary=reply\r\n\r\n--reply\r\n\r\nThank you.\r\n--reply\r\n" + mail
                        + "\r\n--reply--\r\n",
                Reason.DUPLICATE);

        assertThat(marker).hasContent("x\n");
    }
}
