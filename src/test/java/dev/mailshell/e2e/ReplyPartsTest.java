package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.camel.MailshellClient;
import dev.mailshell.mime.Sha256Stream;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Reply;
import dev.mailshell.model.StreamOutput;
import dev.mailshell.wire.StrictJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
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

/** What a client makes of the parts of a reply, in whatever order and shape they come. */
class ReplyPartsTest {

    private static final String WHOLE = "first,second,third";
    private static final String[] SLICES = {"first,", "second,", "third"};

    @TempDir
    Path directory;

    private Parties parties;
    private MailshellClient client;
    private Forger web1;
    private Forger db1;
    private Mailbox alice;
    private UUID id;
    private final UUID replyId = UUID.randomUUID();

    @BeforeEach
    void sendACommand() throws Exception {
        parties = Parties.create(directory, List.of("web1", "db1"), List.of("alice"));
        web1 = Forger.server(parties, "web1");
        db1 = Forger.server(parties, "db1");
        alice = Mailbox.open(parties.environment("alice"));
        client = parties.startClient("alice");
        parties.drop("alice", "ask.cmd", "@web1,db1\nuptime\n");
        String submitted = Patience.await()
                .until(() -> event(" submitted to web1"), Optional::isPresent)
                .orElseThrow();
        id = UUID.fromString(submitted.substring(0, 36));
    }

    @AfterEach
    void stop() throws Exception {
        parties.close();
        alice.close();
    }

    @Test
    void joinsPartsThatComeInAnyOrderTwiceAndOverARestart() throws Exception {
        receive(3);
        assertThat(note()).hasValueSatisfying(text -> assertThat(text)
                .startsWith("error: 1 of 3 parts of the reply have come\n"));
        receive(3);
        receive(1);
        client.close();
        parties.startClient("alice");
        assertThat(filed()).isFalse();
        alice.append(part(2, 3, WHOLE, SLICES[1]));

        requireWhole();
    }

    @Test
    void refusesPartsThatContradictTheFirst() throws Exception {
        receive(1);
        refuses(Reason.PART_CONTRADICTS, part(2, 4, WHOLE, SLICES[1]));
        refuses(Reason.PART_CONTRADICTS, part(2, 3, "other bytes", SLICES[1]));
        refuses(
                Reason.PART_CONTRADICTS,
                mail(web1, "web1", reply("web1", 2, 3, WHOLE, FinalStatus.FAILED, replyId), SLICES[1]));
        refuses(
                Reason.PART_CONTRADICTS,
                mail(web1, "web1", reply("web1", 2, 3, WHOLE, FinalStatus.DONE, UUID.randomUUID()), SLICES[1]));
        receive(2);
        alice.append(part(3, 3, WHOLE, SLICES[2]));

        requireWhole();
    }

    @Test
    void refusesNumbersThatAPartCannotHave() throws Exception {
        String json = StrictJson.mapper().writeValueAsString(reply("web1", 2, 3, WHOLE, FinalStatus.DONE, replyId));
        for (String number : List.of("0", "-1", "4")) {
            refuses(
                    Reason.REPLY_INVALID,
                    mail(web1, "web1", json.replace("\"part\":2", "\"part\":" + number), SLICES[1]));
        }
        assertThat(kept()).isZero();
    }

    @Test
    void refusesPartsThatChangedTheirNumbers() throws Exception {
        receive(1);
        alice.append(part(2, 3, WHOLE, SLICES[2]));
        await(" part 2 of 3 received");
        refuses(Reason.FILE_MISMATCH, part(3, 3, WHOLE, SLICES[1]));
        assertThat(kept()).isZero();
        assertThat(filed()).isFalse();
        for (int number = 1; number <= 3; number++) {
            alice.append(part(number, 3, WHOLE, SLICES[number - 1]));
        }

        requireWhole();
    }

    @Test
    void joinsNoPartOfTheReplyToAnotherCommand() throws Exception {
        receive(1);
        receive(2);
        String json = StrictJson.mapper().writeValueAsString(reply("web1", 3, 3, WHOLE, FinalStatus.DONE, replyId));
        refuses(
                Reason.REPLY_UNEXPECTED,
                mail(web1, "web1", json.replace(id.toString(), UUID.randomUUID().toString()), SLICES[2]));
        assertThat(filed()).isFalse();
        alice.append(part(3, 3, WHOLE, SLICES[2]));

        requireWhole();
    }

    @Test
    void joinsNoPartOfAnotherServer() throws Exception {
        receive(1);
        receive(2);
        refuses(
                Reason.FROM_NOT_SIGNER,
                mail(db1, "db1", reply("web1", 3, 3, WHOLE, FinalStatus.DONE, replyId), SLICES[2]));
        alice.append(mail(db1, "db1", reply("db1", 3, 3, WHOLE, FinalStatus.DONE, replyId), SLICES[2]));
        await(" part 3 of 3 received");
        assertThat(filed()).isFalse();
        alice.append(part(3, 3, WHOLE, SLICES[2]));

        requireWhole();
    }

    @Test
    void refusesAWholeOfOtherBytesThanItSays() throws Exception {
        receive(1);
        receive(2);

        refuses(Reason.FILE_MISMATCH, part(3, 3, WHOLE, "THIRD"));

        assertThat(kept()).isZero();
        assertThat(filed()).isFalse();
        receive(1);
        receive(2);
        alice.append(part(3, 3, WHOLE, SLICES[2]));
        requireWhole();
    }

    @Test
    void filesASmallerReplyThatTookThePlaceOfTheRest() throws Exception {
        receive(1);
        receive(2);
        Reply small = reply("web1", 1, 1, "", FinalStatus.DONE, UUID.randomUUID());
        alice.append(web1.reply(from("web1"), "alice", small));

        Patience.await().until(this::filed);
        Patience.await().until(() -> kept() == 0 && note().isEmpty());
        refuses(Reason.REPLY_UNEXPECTED, part(3, 3, WHOLE, SLICES[2]));
        assertThat(filedReply().replyId()).isEqualTo(small.replyId());
    }

    @Test
    void refusesMorePartsThanThereMayBe() throws Exception {
        String json = StrictJson.mapper()
                .writeValueAsString(reply("web1", 1, 1, WHOLE, FinalStatus.DONE, replyId))
                .replace("\"parts\":1", "\"parts\":1001");

        refuses(Reason.REPLY_INVALID, mail(web1, "web1", json, SLICES[0]));
    }

    private void requireWhole() throws Exception {
        Patience.await().until(this::filed);
        Reply reply = filedReply();
        assertThat(reply.replyId()).isEqualTo(replyId);
        assertThat(reply.parts()).isEqualTo(1);
        assertThat(replies().resolve(id + ".web1.stdout")).hasContent(WHOLE);
        Patience.await().until(() -> note().isEmpty());
        assertThat(Files.exists(parties.home("alice").parts().resolve("web1." + id)))
                .isFalse();
    }

    private void receive(int number) throws Exception {
        String event = " part " + number + " of 3 received";
        long before = count(event);
        alice.append(part(number, 3, WHOLE, SLICES[number - 1]));
        Patience.await().until(() -> count(event) > before);
    }

    private void await(String event) {
        Patience.await().until(() -> count(event) > 0);
    }

    private void refuses(Reason reason, String mail) throws Exception {
        long before = parties.counters("alice").refused(reason);
        alice.append(mail);
        Patience.await().until(() -> parties.counters("alice").refused(reason) == before + 1);
    }

    private Optional<String> event(String end) {
        return parties.trail().stream().filter(event -> event.endsWith(end)).findFirst();
    }

    private long count(String end) {
        return parties.trail().stream().filter(event -> event.endsWith(end)).count();
    }

    private Path replies() {
        return parties.home("alice").replies();
    }

    private boolean filed() {
        return Files.exists(replies().resolve(id + ".web1.json"));
    }

    private Reply filedReply() throws IOException {
        return StrictJson.mapper().readValue(Files.readAllBytes(replies().resolve(id + ".web1.json")), Reply.class);
    }

    private Optional<String> note() throws IOException {
        Path note = replies().resolve(id + ".web1.partial");
        return Files.exists(note) ? Optional.of(Files.readString(note)) : Optional.empty();
    }

    private long kept() throws IOException {
        try (Stream<Path> messages = Files.list(parties.home("alice").parts())) {
            return messages.count();
        }
    }

    private String part(int number, int parts, String whole, String slice) throws Exception {
        return mail(web1, "web1", reply("web1", number, parts, whole, FinalStatus.DONE, replyId), slice);
    }

    private String mail(Forger signer, String sender, Reply reply, String slice) throws Exception {
        return mail(signer, sender, StrictJson.mapper().writeValueAsString(reply), slice);
    }

    private String mail(Forger signer, String sender, String json, String slice) throws Exception {
        return signer.mail(
                from(sender),
                "alice",
                "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
                        + "Content-Type: application/vnd.mailshell.reply+json\r\n\r\n" + json
                        + "\r\n--b\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment;"
                        + " filename=stdout\r\n\r\n" + slice + "\r\n--b--\r\n");
    }

    private String from(String server) {
        return "From: " + parties.environment(server).get("MAILSHELL_IMAP_USER")
                + "\r\nAuto-Submitted: auto-replied\r\n";
    }

    private Reply reply(String from, int part, int parts, String whole, FinalStatus status, UUID ownId) {
        Instant now = Instant.parse("2026-11-21T12:00:00Z");
        byte[] bytes = whole.getBytes(StandardCharsets.US_ASCII);
        Sha256Stream digest = new Sha256Stream();
        digest.write(bytes, 0, bytes.length);
        StreamOutput stdout =
                new StreamOutput(new StreamOutput.Attachment("stdout"), bytes.length, false, digest.sha256());
        return new Reply(
                id,
                ownId,
                new IdentityName(from),
                Set.of(new IdentityName("alice")),
                status,
                OptionalInt.of(0),
                Optional.empty(),
                now,
                Optional.of(now),
                now,
                bytes.length == 0 ? Optional.empty() : Optional.of(stdout),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                part,
                parts);
    }
}
