package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.camel.MailshellClient;
import dev.mailshell.crypto.cms.EncryptedOnly;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Reply;
import dev.mailshell.wire.StrictJson;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client gets that is not the answer it waits for. The true answer still comes through afterwards. */
class HostileRepliesTest {

    private static final String REPLY_TYPE = "Content-Type: application/vnd.mailshell.reply+json\r\n\r\n";

    @TempDir
    Path directory;

    private Parties parties;
    private Replies replies;
    private Forger web1;
    private Forger db1;
    private Mailbox alice;
    private MailshellClient client;
    private UUID id;

    @BeforeEach
    void sendACommand() throws Exception {
        parties = Parties.create(directory, List.of("web1", "db1"), List.of("alice"));
        replies = new Replies(parties.home("alice"));
        web1 = Forger.server(parties, "web1");
        db1 = Forger.server(parties, "db1");
        alice = Mailbox.open(parties.environment("alice"));
        client = parties.startClient("alice");
        parties.drop("alice", "ask.cmd", "@web1\nuptime\n");
        String submitted = Patience.await()
                .until(
                        () -> parties.trail().stream()
                                .filter(event -> event.endsWith(" submitted to web1"))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
        id = UUID.fromString(submitted.substring(0, 36));
    }

    @AfterEach
    void stop() throws Exception {
        parties.close();
        alice.close();
    }

    @Test
    void refusesTheAnswerOfAServerThatWasNotAsked() throws Exception {
        refuses(Reason.REPLY_UNEXPECTED, db1.reply(from("db1"), "alice", reply(id, "db1", "alice")));
        acceptsTheTrueAnswer();
    }

    @Test
    void refusesTheAnswerToACommandThatItDidNotSend() throws Exception {
        refuses(Reason.REPLY_UNEXPECTED, web1.reply(from("web1"), "alice", reply(UUID.randomUUID(), "web1", "alice")));
        acceptsTheTrueAnswer();
    }

    @Test
    void refusesASecondAnswer() throws Exception {
        acceptsTheTrueAnswer();
        Path file = parties.home("alice").replies().resolve(id + ".json");
        String first = Files.readString(file);

        refuses(Reason.REPLY_UNEXPECTED, web1.reply(from("web1"), "alice", reply(id, "web1", "alice")));

        assertThat(file).hasContent(first);
    }

    @Test
    void filesOneOfManyCopiesThatComeAtOnceAndRefusesTheOthers() throws Exception {
        String answer = web1.reply(from("web1"), "alice", reply(id, "web1", "alice"));
        client.close();
        // From both ways by which a mail is opened: some were stored before the client stopped, some lie in the
        // mailbox.
        Vaults.store(parties.home("alice"), Collections.nCopies(20, answer.getBytes(StandardCharsets.ISO_8859_1)));
        for (int i = 0; i < 20; i++) {
            alice.append(answer);
        }

        parties.startClient("alice");

        Patience.await().until(() -> parties.counters("alice").refused() == 39);
        assertThat(parties.counters("alice").refused(Reason.REPLY_UNEXPECTED)).isEqualTo(39);
        assertThat(replies.awaitOne().id()).isEqualTo(id);
        Patience.await().until(() -> Vaults.pending(parties.home("alice")) == 0);
    }

    @Test
    void refusesAnAnswerInAnotherServersName() throws Exception {
        refuses(Reason.FROM_NOT_SIGNER, db1.reply(from("web1"), "alice", reply(id, "web1", "alice")));
        acceptsTheTrueAnswer();
    }

    @Test
    void refusesAnAnswerToSomebodyElse() throws Exception {
        refuses(Reason.NOT_ADDRESSED_TO_US, web1.reply(from("web1"), "alice", reply(id, "web1", "bob")));
        acceptsTheTrueAnswer();
    }

    @Test
    void refusesAnAnswerThatIsEncryptedAndUnsigned() throws Exception {
        String entity = REPLY_TYPE + StrictJson.mapper().writeValueAsString(reply(id, "web1", "alice"));
        X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(
                        Files.readAllBytes(parties.home("alice").directory().resolve("identity/alice.crt"))));
        refuses(Reason.NOT_SIGNED, from("web1") + EncryptedOnly.entity(entity, certificate));
        acceptsTheTrueAnswer();
    }

    @Test
    void refusesAnIdThatIsAPath() throws Exception {
        String json = StrictJson.mapper().writeValueAsString(reply(id, "web1", "alice"));
        String path = json.replace("\"id\":\"" + id, "\"id\":\"../../pwned");
        refuses(Reason.COMMAND_INVALID, Reason.REPLY_INVALID, web1.mail(from("web1"), "alice", REPLY_TYPE + path));
        requireNothingWasWritten();
        acceptsTheTrueAnswer();
    }

    @Test
    void refusesNamesOfAttachmentsThatAreNotItsOwn() throws Exception {
        refuses(Reason.REPLY_INVALID, withAttachment("../../pwned", "stdout"));
        refuses(Reason.REPLY_INVALID, withAttachment("pwned", "pwned"));
        refuses(Reason.REPLY_INVALID, withAttachment("json", "json"));
        refuses(Reason.REPLY_INVALID, withAttachment("stdout", "stderr"));
        refuses(Reason.MAIL_MALFORMED, withAttachment("stdout", "../../pwned"));
        refuses(Reason.MAIL_MALFORMED, withAttachment("stdout", "..\\\\..\\\\pwned"));
        requireNothingWasWritten();
        acceptsTheTrueAnswer();
    }

    @Test
    void refusesAnAnswerThatWasChangedOnItsWay() throws Exception {
        String answer = web1.reply(from("web1"), "alice", reply(id, "web1", "alice"));
        int end = answer.stripTrailing().length();
        // The line before the last holds nothing but ciphertext and tag.
        int place = answer.lastIndexOf('\n', end - 1) - 40;
        char other = answer.charAt(place) == 'A' ? 'B' : 'A';
        refuses(
                Reason.INTEGRITY_FAILED,
                new StringBuilder(answer).replace(place, place + 1, other + "").toString());
        acceptsTheTrueAnswer();
    }

    @Test
    void takesNoAnswerOutOfABounce() throws Exception {
        String answer = web1.reply(from("web1"), "alice", reply(id, "web1", "alice"));
        refuses(Reason.NOT_ENCRYPTED, bounce(from("web1"), answer));
        acceptsTheTrueAnswer();
    }

    @Test
    void leavesABounceOfItsOwnCommandAlone() throws Exception {
        alice.append(bounce("From: MAILER-DAEMON@mail.test\r\n", "From: alice@mail.test\r\n\r\nour command\r\n"));
        acceptsTheTrueAnswer();

        Patience.await().until(() -> alice.count(Mailbox.RECEIVED) == 1);
        assertThat(alice.unseen(Mailbox.INBOX)).isOne();
        assertThat(parties.counters("alice").refused()).isZero();
    }

    private static String bounce(String header, String mail) {
        return header
                + "Return-Path: <>\r\nAuto-Submitted: auto-replied\r\nSubject: Undelivered Mail Returned to Sender\r\n"
                + "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n"
                + "--b\r\n\r\nIt could not be delivered.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n"
                + "Action: failed\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n" + mail + "\r\n--b--\r\n";
    }

    @Test
    void leavesTheMailOfStrangersAlone() throws Exception {
        alice.append("From: friend@elsewhere.test\r\nSubject: lunch\r\n\r\ntoday?\r\n");
        alice.append("From: friend@elsewhere.test\r\nReply-To: " + address("web1") + "\r\nSubject: " + address("web1")
                + "\r\n\r\n" + address("web1") + "\r\n");
        acceptsTheTrueAnswer();

        Patience.await().until(() -> alice.count(Mailbox.RECEIVED) == 1);
        assertThat(alice.count(Mailbox.INBOX)).isEqualTo(2);
        assertThat(alice.unseen(Mailbox.INBOX)).isEqualTo(2);
        assertThat(parties.counters("alice").refused()).isZero();
    }

    private String withAttachment(String named, String fileName) throws Exception {
        String json = StrictJson.mapper()
                .writeValueAsString(reply(id, "web1", "alice"))
                .replace(
                        "\"part\":",
                        "\"stdout\":{\"attachment\":\"" + named + "\",\"bytes\":1,\"truncated\":false,"
                                + "\"sha256\":\"" + "0".repeat(64) + "\"},\"part\":");
        return web1.mail(
                from("web1"),
                "alice",
                "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n" + REPLY_TYPE + json
                        + "\r\n--b\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment;"
                        + " filename=\"" + fileName + "\"\r\n\r\nx\r\n--b--\r\n");
    }

    private void requireNothingWasWritten() throws Exception {
        try (Stream<Path> files = Files.walk(directory)) {
            assertThat(files.map(Path::toString)).noneMatch(name -> name.contains("pwned"));
        }
        try (Stream<Path> files = Files.list(parties.home("alice").replies())) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.endsWith(".json"));
        }
    }

    private void refuses(Reason reason, String mail) throws Exception {
        refuses(reason, reason, mail);
    }

    private void refuses(Reason reason, Reason orElse, String mail) throws Exception {
        long before = parties.counters("alice").refused();
        long same = parties.counters("alice").refused(reason)
                + (orElse == reason ? 0 : parties.counters("alice").refused(orElse));
        int filed = replies.all().size();
        alice.append(mail);
        Patience.await().until(() -> parties.counters("alice").refused() > before);
        assertThat(parties.counters("alice").refused(reason)
                        + (orElse == reason ? 0 : parties.counters("alice").refused(orElse)))
                .isEqualTo(same + 1);
        assertThat(replies.all()).hasSize(filed);
    }

    private void acceptsTheTrueAnswer() throws Exception {
        alice.append(web1.reply(from("web1"), "alice", reply(id, "web1", "alice")));
        assertThat(replies.awaitOne().id()).isEqualTo(id);
    }

    private String address(String server) {
        return parties.environment(server).get("MAILSHELL_IMAP_USER");
    }

    private String from(String server) {
        return "From: " + address(server) + "\r\nAuto-Submitted: auto-replied\r\n";
    }

    private static Reply reply(UUID id, String from, String to) {
        Instant now = Instant.parse("2026-11-21T12:00:00Z");
        return new Reply(
                id,
                UUID.randomUUID(),
                new IdentityName(from),
                Set.of(new IdentityName(to)),
                FinalStatus.DONE,
                OptionalInt.of(0),
                Optional.empty(),
                now,
                Optional.of(now),
                now,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                1,
                1);
    }
}
