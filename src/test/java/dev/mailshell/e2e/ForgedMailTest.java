package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.camel.Counters;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.MailAddress;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Reply;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What older systems of this kind fell for. One server has to bear it all. */
class ForgedMailTest {

    private static final String PKCS7 = "MIME-Version: 1.0\r\nContent-Type: application/pkcs7-mime; smime-type="
            + "authEnveloped-data\r\nContent-Transfer-Encoding: base64\r\n\r\n";

    /** Jakarta Mail's parser of parameters fails at it in a way of its own. */
    private static final String SEGMENTS = "Content-Type: text/plain; a*0=x; a*1*=y; b*0=x; b*1*=y\r\n";

    @TempDir
    static Path directory;

    private static Parties parties;
    private static Counters counters;
    private static Forger alice;
    private static Forger bob;
    private static Forger stranger;
    private static Mailbox web1;
    private static Mailbox answers;
    private static Mailbox mallory;
    private static String malloryAddress;
    private static RefusalLog log;
    private static int storedPoison;

    @BeforeAll
    static void start() throws Exception {
        parties = Parties.create(directory.resolve("homes"), List.of("web1"), List.of("alice", "bob"));
        counters = parties.counters("web1");
        alice = Forger.client(parties, "alice");
        bob = Forger.client(parties, "bob");
        stranger = Forger.stranger(directory.resolve("stranger"), parties);
        web1 = Mailbox.open(parties.environment("web1"));
        answers = Mailbox.open(parties.environment("alice"));
        malloryAddress = SharedMail.address("mallory").value();
        mallory = Mailbox.open(SharedMail.add(new MailAddress(malloryAddress)));
        log = RefusalLog.open();
        storePoison();
        parties.startServer("web1");
    }

    /** Byte for byte; the mail server of the tests would put some of it in order, and break at some. */
    private static void storePoison() throws Exception {
        List<String> poison = poison();
        poison.addAll(List.of(
                "",
                "\n",
                "\0",
                "Content-Type: ;;;===\r\n\r\nx",
                "Content-Type: a/b; c=\"\r\n\r\nx",
                SEGMENTS + "\r\nx"));
        Vaults.store(
                parties.home("web1"),
                poison.stream()
                        .map(mail -> mail.getBytes(StandardCharsets.ISO_8859_1))
                        .toList());
        storedPoison = poison.size();
    }

    @BeforeEach
    void awaitTheEndOfThePoison() {
        Patience.await().until(() -> counters.refused() >= storedPoison);
        assertThat(counters.refused(Reason.INTERNAL)).isZero();
    }

    @AfterAll
    static void stop() throws Exception {
        log.close();
        parties.close();
        web1.close();
        answers.close();
        mallory.close();
    }

    @Test
    void signedDataCountsWhateverTheOuterDataSay() throws Exception {
        String id = UUID.randomUUID().toString();
        String header = "From: Mallory <" + malloryAddress + ">\r\nReply-To: " + malloryAddress + "\r\nSender: "
                + malloryAddress + "\r\nTo: db1@mail.test\r\nSubject: @db1 touch " + directory.resolve("outer")
                + "; id=" + UUID.randomUUID() + "\r\nDate: Mon, 01 Jan 2001 00:00:00 +0000\r\nMessage-ID: <"
                + UUID.randomUUID() + "@mail.test>\r\nX-Mailshell-Id: " + UUID.randomUUID()
                + "\r\nDisposition-Notification-To: " + malloryAddress + "\r\n";

        Reply reply = answerTo(alice.command(header, "web1", Forger.json(id, "echo signed")));

        assertThat(reply.id()).hasToString(id);
        assertThat(Replies.stdout(reply)).isEqualTo("signed\n");
        assertThat(directory.resolve("outer")).doesNotExist();
        assertThat(mallory.count(Mailbox.INBOX)).isZero();
    }

    @Test
    void aForgeryCannotBurnAnId() throws Exception {
        String id = UUID.randomUUID().toString();
        String json = Forger.json(id, "echo mine");
        refused(Reason.SIGNER_UNKNOWN, stranger.command("", "web1", json));
        refused(Reason.FROM_NOT_SIGNER, bob.command("", "web1", json));
        web1.append(bob.command("", "web1", json.replace("\"from\":\"alice\"", "\"from\":\"bob\"")));

        Reply reply = answerTo(alice.command("", "web1", json));

        assertThat(reply.id()).hasToString(id);
        assertThat(reply.status()).isEqualTo(FinalStatus.DONE);
    }

    @Test
    void aSecondDeliveryIsCountedAndNeitherRunNorAnswered() throws Exception {
        String json = Forger.json(UUID.randomUUID().toString(), "echo x >> " + directory.resolve("once"));
        String mail = alice.command("", "web1", json);
        answerTo(mail);
        refused(Reason.DUPLICATE, mail);
        refused(Reason.DUPLICATE, alice.command("", "web1", json));

        assertThat(directory.resolve("once")).hasContent("x");
    }

    @Test
    void aPoisonMailDoesNotStopTheMailbox() throws Exception {
        List<String> poison = poison();
        long before = counters.refused();
        for (String mail : poison) {
            web1.append(mail);
        }
        Reply reply =
                answerTo(alice.command("", "web1", Forger.json(UUID.randomUUID().toString(), "echo alive")));

        assertThat(Replies.stdout(reply)).isEqualTo("alive\n");
        Patience.await().until(() -> counters.refused() == before + poison.size());
        assertThat(counters.refused(Reason.INTERNAL)).isZero();
        Patience.await().until(() -> web1.count(Mailbox.INBOX) == 0);
    }

    @Test
    void anAuthenticCommandThatIsNoneIsAnsweredAndNotKept() throws Exception {
        Reply nothing = answerTo(alice.command("", "web1", "null"));
        Reply malformed = answerTo(alice.mail("", "web1", SEGMENTS + "\r\n{}"));

        assertThat(nothing.reason().orElseThrow().code()).isEqualTo(Reason.JSON_MALFORMED);
        assertThat(malformed.reason().orElseThrow().code()).isEqualTo(Reason.MAIL_MALFORMED);
        Patience.await().until(() -> Vaults.pending(parties.home("web1")) == 0);
    }

    private static List<String> poison() throws Exception {
        String sealed = alice.command("", "web1", Forger.json(UUID.randomUUID().toString(), "true"));
        List<String> poison = new ArrayList<>(List.of(
                "\r\n",
                "\r\n\r\n\r\n",
                "no header at all",
                "Subject: " + "a".repeat(300_000) + "\r\n\r\nx",
                "X: y\r\n".repeat(5000) + "\r\nx",
                "Subject: =?no-such?B?////?= =?utf-8?Q?=ZZ?=\r\n\r\nx",
                "From: <<<>>>,,;\r\nTo: @@@\r\nDate: never\r\nMessage-ID: ><\r\n\r\nx",
                "Content-Type: text/plain; charset=no-such\r\n\r\nx",
                "Content-Type: multipart/mixed\r\n\r\nx",
                "Content-Type: multipart/signed; boundary=b\r\n\r\n--b\r\n--b\r\n--b\r\n",
                "Content-Type: message/rfc822\r\n\r\n".repeat(60) + "x",
                "Content-Type: text/plain\r\nContent-Transfer-Encoding: x-none\r\n\r\nx",
                "Subject: nul\0nul\r\n\r\n\0\0\0",
                "Subject: \u00ff\u00fe\u0080\r\n\r\n\u00ff\u00fe",
                PKCS7,
                PKCS7 + "\r\n",
                PKCS7 + "!!!!",
                PKCS7 + "MIAG",
                PKCS7 + "MIAGCyqGSIb3DQEJEAEXoIA=",
                PKCS7 + "A".repeat(200_001),
                PKCS7.replace("base64", "x-uuencode") + "begin 644 x",
                PKCS7.replace("base64", "quoted-printable") + "=ZZ=",
                PKCS7.replace("1.0\r\n", "1.0\r\nMIME-Version: 2.0\r\n") + "MIAG",
                sealed.substring(0, sealed.length() / 2),
                sealed.substring(0, sealed.length() - 30)));
        return poison;
    }

    @Test
    void noPathIsMadeFromAnId() throws Exception {
        String good = Forger.json("../../../pwned", "true");
        refused(Reason.NOT_ENCRYPTED, "Message-ID: <../../../pwned@x>\r\nX-Id: ../../../pwned\r\n\r\n" + good);
        refused(Reason.SIGNER_UNKNOWN, stranger.command("Message-ID: <../../../pwned@x>\r\n", "web1", good));
        for (String json : List.of(good, good.replace("../", "..\\\\"), good.replace("../../../", "%2e%2e%2f"))) {
            Reply reply = answerTo(alice.command("Message-ID: <../../../pwned@x>\r\n", "web1", json));
            assertThat(reply.status()).isEqualTo(FinalStatus.DENIED);
            assertThat(reply.reason().orElseThrow().code()).isEqualTo(Reason.COMMAND_INVALID);
        }
        String attached = "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: application/"
                + "vnd.mailshell.command+json\r\n\r\n"
                + Forger.json(UUID.randomUUID().toString(), "true")
                + "\r\n--b\r\nContent-Type: application/octet-stream; name=\"../../../pwned\"\r\nContent-Disposition:"
                + " attachment; filename=\"../../../pwned\"\r\n\r\nx\r\n--b--\r\n";
        assertThat(reasonOf(attached)).isEqualTo(Reason.MAIL_MALFORMED);
        assertThat(reasonOf(attached.replace("../../../pwned", "pwned"))).isEqualTo(Reason.EXTRA_PART);
        try (Stream<Path> files = Files.walk(directory)) {
            assertThat(files.map(Path::toString)).noneMatch(name -> name.contains("pwned"));
        }
    }

    /** Why a signed entity of alice is denied. */
    private static Reason reasonOf(String entity) throws Exception {
        // The same entity has the same id, so that a second one would not be answered.
        return answerTo(alice.mail(
                        "",
                        "web1",
                        entity.replaceFirst("[0-9a-f-]{36}", UUID.randomUUID().toString())))
                .reason()
                .orElseThrow()
                .code();
    }

    @Test
    void aNameWithLineEndsLeavesOneLine() throws Exception {
        String json =
                Forger.json(UUID.randomUUID().toString(), "true").replace("\"web1\"", "\"web1\\nfake refused: X\"");
        int before = log.lines().size();

        assertThat(answerTo(alice.command("", "web1", json))
                        .reason()
                        .orElseThrow()
                        .code())
                .isEqualTo(Reason.NAME_INVALID);
        assertThat(log.lines()).hasSize(before + 1).last().asString().doesNotContain("\n", "fake");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Auto-Submitted: auto-replied",
                "AUTO-SUBMITTED: Auto-Generated; x=no",
                "Auto-Submitted: no\r\nAuto-Submitted: auto-notified",
                "Return-Path: <>",
                "return-path: < >",
                "List-Id: <ops.mail.test>",
                "List-Unsubscribe: <mailto:leave@mail.test>",
                "Precedence: bulk",
                "Precedence: LIST",
                "precedence: junk"
            })
    void actsOnNothingThatAMachineWroteThoughItIsSigned(String header) throws Exception {
        int before = answers.count(Mailbox.INBOX);
        Path ran = directory.resolve("ran");
        String json = Forger.json(UUID.randomUUID().toString(), "touch " + ran);

        refused(Reason.MAIL_AUTOMATIC, alice.command(header + "\r\n", "web1", json));

        assertThat(answers.count(Mailbox.INBOX)).isEqualTo(before);
        assertThat(ran).doesNotExist();
    }

    @Test
    void doesNotAnswerABounceThatBringsACommand() throws Exception {
        String json = Forger.json(UUID.randomUUID().toString(), "true");
        String bounce = "From: MAILER-DAEMON@mail.test\r\nContent-Type: multipart/report; report-type=delivery-status;"
                + " boundary=r\r\n\r\n--r\r\nContent-Type: text/plain\r\n\r\nfailed\r\n--r\r\nContent-Type:"
                + " message/rfc822\r\n\r\n" + alice.command("", "web1", json) + "\r\n--r--\r\n";

        refused(Reason.MAIL_AUTOMATIC, bounce);
    }

    @Test
    void actsOnWhatSaysThatNoMachineWroteIt() throws Exception {
        String json = Forger.json(UUID.randomUUID().toString(), "true");

        assertThat(answerTo(alice.command("Auto-Submitted: no\r\nPrecedence: normal\r\n", "web1", json))
                        .status())
                .isEqualTo(FinalStatus.DONE);
    }

    @Test
    void noMailLeavesForThirtyDifferentUnauthenticatedOnes() throws Exception {
        List<String> headers = new ArrayList<>();
        for (String name : List.of("From", "Reply-To", "Sender", "Return-Path", "Errors-To", "Resent-From")) {
            headers.add(name + ": " + malloryAddress + "\r\n");
        }
        for (String name : List.of("Disposition-Notification-To", "Return-Receipt-To", "X-Confirm-Reading-To", "Cc")) {
            headers.add("From: " + malloryAddress + "\r\n" + name + ": " + malloryAddress + "\r\n");
        }
        long before = counters.refused();
        long sealed = sealedReplies();
        int answered = answers.count(Mailbox.INBOX);
        String to = parties.environment("web1").get("MAILSHELL_IMAP_USER");
        for (String header : headers) {
            mallory.submit(to, header + "Content-Type: text/plain\r\n\r\n@web1\r\n\r\nuptime\r\n");
            mallory.submit(to, header + PKCS7 + "MIAGCyqGSIb3DQEJEAEXoIA=\r\n");
            mallory.submit(
                    to,
                    stranger.command(
                            header, "web1", Forger.json(UUID.randomUUID().toString(), "uptime")));
        }

        Patience.await().until(() -> counters.refused() == before + 30);
        assertThat(sealedReplies()).isEqualTo(sealed);
        assertThat(answers.count(Mailbox.INBOX)).isEqualTo(answered);
        assertThat(mallory.count(Mailbox.INBOX)).isZero();
    }

    private static long sealedReplies() {
        return parties.trail().stream()
                .filter(event -> event.endsWith(" reply sealed"))
                .count();
    }

    private static Reply answerTo(String mail) throws Exception {
        int before = answers.count(Mailbox.INBOX);
        web1.append(mail);
        Patience.await().until(() -> answers.count(Mailbox.INBOX) == before + 1);
        return alice.open(answers.mail(Mailbox.INBOX, before));
    }

    private static void refused(Reason reason, String mail) throws Exception {
        long before = counters.refused(reason);
        long all = counters.refused();
        int lines = log.lines().size();
        web1.append(mail);
        Patience.await().until(() -> counters.refused() > all);
        assertThat(counters.refused(reason)).isEqualTo(before + 1);
        assertThat(log.lines()).hasSize(lines + 1).last().asString().contains(" refused: " + reason + ", ");
    }
}
