package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.camel.MailshellServer;
import dev.mailshell.mime.Sha256Stream;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server makes of the parts of a command, in whatever order and shape they come. */
class CommandPartsTest {

    private static final String WHOLE = "first,second,third";
    private static final String[] SLICES = {"first,", "second,", "third"};

    @TempDir
    Path directory;

    private Parties parties;
    private MailshellServer server;
    private Forger alice;
    private Mailbox web1;
    private Mailbox answers;
    private final ShiftedClock clock = new ShiftedClock(Duration.ZERO);
    private final UUID id = UUID.randomUUID();
    private final Instant issuedAt = Instant.now(Clock.systemUTC());
    private Duration valid = Duration.ofHours(1);
    private String line = "cat data; echo ran >> ";

    @BeforeEach
    void start() throws Exception {
        parties = Parties.create(directory.resolve("homes"), List.of("web1"), List.of("alice"));
        alice = Forger.client(parties, "alice");
        web1 = Mailbox.open(parties.environment("web1"));
        answers = Mailbox.open(parties.environment("alice"));
        line += directory.resolve("trace");
        Path routes = parties.home("web1").routes();
        Files.createDirectory(
                routes, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        String route = Files.readString(Path.of("routes/server/expire-parts.camel.yaml"));
        Files.writeString(
                routes.resolve("expire-parts.camel.yaml"), route.replace("\"{{mailshell.parts.sweep:60s}}\"", "200"));
        parties.setClock(clock);
        server = parties.startServer("web1");
    }

    @AfterEach
    void stop() throws Exception {
        parties.close();
        web1.close();
        answers.close();
    }

    @Test
    void runsOnceWhenAllPartsAreThereInWhateverOrderTheyCome() throws Exception {
        receive(3);
        receive(1);
        server.close();
        parties.startServer("web1");
        receive(3);
        assertThat(directory.resolve("trace")).doesNotExist();
        web1.append(part(2, 3, WHOLE, SLICES[1]));

        Reply reply = answer();
        assertThat(reply.status()).isEqualTo(FinalStatus.DONE);
        assertThat(Replies.stdout(reply)).isEqualTo(WHOLE);
        refuses(Reason.DUPLICATE, part(1, 3, WHOLE, SLICES[0]));
        assertThat(directory.resolve("trace")).hasContent("ran\n");
        Patience.await().until(() -> kept() == 0);
        assertThat(answers.count(Mailbox.INBOX)).isEqualTo(1);
    }

    @Test
    void dropsAPartThatContradictsTheOthers() throws Exception {
        receive(1);
        refuses(Reason.PART_CONTRADICTS, part(2, 4, WHOLE, SLICES[1]));
        refuses(Reason.PART_CONTRADICTS, part(2, 3, "other bytes", SLICES[1]));
        receive(2);
        web1.append(part(3, 3, WHOLE, SLICES[2]));

        assertThat(Replies.stdout(answer())).isEqualTo(WHOLE);
    }

    @Test
    void runsNothingWithOtherBytesThanTheCommandSays() throws Exception {
        receive(1);
        receive(2);
        web1.append(part(3, 3, WHOLE, "THIRD"));

        Reply reply = answer();
        assertThat(reply.id()).isEqualTo(id);
        assertThat(reply.status()).isEqualTo(FinalStatus.DENIED);
        assertThat(reply.reason().orElseThrow().code()).isEqualTo(Reason.FILE_MISMATCH);
        assertThat(directory.resolve("trace")).doesNotExist();
        Patience.await().until(() -> kept() == 0);
    }

    @Test
    void answersExpiredWhenAPartIsMissingToTheEnd() throws Exception {
        receive(1);
        assertThat(answers.count(Mailbox.INBOX)).isZero();

        clock.shift(valid.plusMinutes(1));

        Reply reply = answer();
        assertThat(reply.id()).isEqualTo(id);
        assertThat(reply.status()).isEqualTo(FinalStatus.EXPIRED);
        assertThat(reply.reason().orElseThrow().code()).isEqualTo(Reason.EXPIRED);
        assertThat(reply.reason().orElseThrow().message()).contains("only 1 of 3 parts");
        refuses(Reason.DUPLICATE, part(2, 3, WHOLE, SLICES[1]));
        Patience.await().until(() -> kept() == 0);
        assertThat(answers.count(Mailbox.INBOX)).isEqualTo(1);
    }

    @Test
    void keepsPartsNoLongerThanMaxAgeWhateverTheCommandSays() throws Exception {
        valid = Duration.ofDays(30);
        receive(1);
        assertThat(kept()).isOne();

        clock.shift(Duration.ofHours(24).plusMinutes(1));

        Reply reply = answer();
        assertThat(reply.id()).isEqualTo(id);
        assertThat(reply.status()).isEqualTo(FinalStatus.EXPIRED);
        Patience.await().until(() -> kept() == 0);
        refuses(Reason.DUPLICATE, part(2, 3, WHOLE, SLICES[1]));
        assertThat(directory.resolve("trace")).doesNotExist();
    }

    @Test
    void runsNothingWithoutAFileThatTheCommandNames() throws Exception {
        web1.append(alice.command("", "web1", json(1, 1, WHOLE, WHOLE.length())));

        Reply reply = answer();
        assertThat(reply.status()).isEqualTo(FinalStatus.DENIED);
        assertThat(reply.reason().orElseThrow().code()).isEqualTo(Reason.FILE_MISMATCH);
        assertThat(directory.resolve("trace")).doesNotExist();
    }

    @Test
    void answersAtOnceAndKeepsNothingOfWhatThePolicyDenies() throws Exception {
        web1.append(mail(json(2, 3, "x".repeat(20), 11L << 20), SLICES[1]));

        Reply reply = answer();
        assertThat(reply.status()).isEqualTo(FinalStatus.DENIED);
        assertThat(reply.reason().orElseThrow().code()).isEqualTo(Reason.INPUT_TOO_LARGE);
        assertThat(kept()).isZero();
    }

    @Test
    void refusesFilesThatTheCommandDoesNotName() throws Exception {
        web1.append(mail(Forger.json(id.toString(), line), "unnamed"));

        Reply reply = answer();
        assertThat(reply.status()).isEqualTo(FinalStatus.DENIED);
        assertThat(reply.reason().orElseThrow().code()).isEqualTo(Reason.EXTRA_PART);
        assertThat(directory.resolve("trace")).doesNotExist();
    }

    @Test
    void refusesMoreUnfinishedCommandsThanAClientMayHave() throws Exception {
        for (int i = 1; i <= 8; i++) {
            int so = i;
            web1.append(ofAnother(1));
            Patience.await().until(() -> kept() == so);
        }
        web1.append(part(1, 3, WHOLE, SLICES[0]));

        Reply reply = answer();
        assertThat(reply.id()).isEqualTo(id);
        assertThat(reply.reason().orElseThrow().code()).isEqualTo(Reason.PART_BEYOND_LIMIT);
        assertThat(kept()).isEqualTo(8);
    }

    private String ofAnother(int number) throws Exception {
        return mail(
                json(number, 3, WHOLE, WHOLE.length())
                        .replace(id.toString(), UUID.randomUUID().toString()),
                SLICES[number - 1]);
    }

    private Reply answer() throws Exception {
        Patience.await().until(() -> answers.count(Mailbox.INBOX) > 0);
        return alice.open(answers.mail(Mailbox.INBOX, 0));
    }

    private void receive(int number) throws Exception {
        String event = " part " + number + " of 3 received";
        long before = count(event);
        web1.append(part(number, 3, WHOLE, SLICES[number - 1]));
        Patience.await().until(() -> count(event) > before);
    }

    private void refuses(Reason reason, String mail) throws Exception {
        long before = parties.counters("web1").refused(reason);
        web1.append(mail);
        Patience.await().until(() -> parties.counters("web1").refused(reason) == before + 1);
    }

    private long count(String end) {
        return parties.trail().stream().filter(event -> event.endsWith(end)).count();
    }

    private long kept() throws IOException {
        try (Stream<Path> messages = Files.list(parties.home("web1").parts())) {
            return messages.count();
        }
    }

    private String part(int number, int parts, String whole, String slice) throws Exception {
        return mail(json(number, parts, whole, whole.length()), slice);
    }

    private String json(int number, int parts, String whole, long bytes) {
        Sha256Stream digest = new Sha256Stream();
        digest.write(whole.getBytes(StandardCharsets.US_ASCII), 0, whole.length());
        String command = Forger.json(id.toString(), issuedAt, line);
        return command.replace(
                        issuedAt.plus(Duration.ofHours(1)).toString(),
                        issuedAt.plus(valid).toString())
                .replaceFirst(
                        "}$",
                        ",\"files\":[{\"name\":\"data\",\"bytes\":" + bytes + ",\"sha256\":\"" + digest.sha256()
                                + "\"}],\"part\":" + number + ",\"parts\":" + parts + "}");
    }

    private String mail(String json, String slice) throws Exception {
        return alice.mail(
                "",
                "web1",
                "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"
                        + "Content-Type: application/vnd.mailshell.command+json\r\n\r\n" + json
                        + "\r\n--b\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment;"
                        + " filename=data\r\n\r\n" + slice + "\r\n--b--\r\n");
    }
}
