package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.crash.Remains;
import dev.mailshell.crypto.cms.KeyAlgorithm;
import dev.mailshell.mime.Sha256Stream;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Reply;
import dev.mailshell.realmail.RealMail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Postfix that puts mails off, refuses them for good, or takes its time. */
class SmtpFaultsTest {

    private static final String FOR_NOBODY = "";
    private static final String FOR_ALL = "defer, ";

    @TempDir
    static Path directory;

    private static String restriction = FOR_NOBODY;
    private static RealParties real;
    private static Parties parties;
    private static Replies toAlice;
    private static Replies toBob;

    @BeforeAll
    static void start() throws Exception {
        real = RealParties.create(directory, KeyAlgorithm.EC, List.of("web1", "db1"), List.of("alice", "bob"));
        parties = real.parties();
        parties.environment("alice").put("MAILSHELL_MAX_MAIL", "64KiB");
        parties.environment("db1").put("MAILSHELL_MAIL_TIMEOUT", "2s");
        toAlice = new Replies(parties.home("alice"));
        toBob = new Replies(parties.home("bob"));
        parties.startServer("web1");
        parties.startServer("db1");
        parties.startClient("alice");
        parties.startClient("bob");
    }

    @AfterAll
    static void stop() {
        if (real != null) {
            real.close();
        }
    }

    @AfterEach
    void takeAll() throws Exception {
        restrict(FOR_NOBODY);
    }

    @Test
    void whatIsPutOffForAWhileRunsOnceAndIsAnsweredOnce() throws Exception {
        long toServer = real.mail().delivered("web1");
        long toClient = real.mail().delivered("alice");
        int answered = toAlice.all().size();
        Path running = directory.resolve("running");
        Path go = directory.resolve("go");
        Path runs = directory.resolve("runs");
        try (LogLines log = LogLines.of("mailshell.delivery")) {
            restrict(FOR_ALL);
            parties.drop(
                    "alice",
                    "later.cmd",
                    "@web1\ntouch " + running + "; while [ ! -e " + go + " ]; do sleep 0.05; done; echo ran | tee -a "
                            + runs + "\n");
            Patience.await().until(() -> waiting("-later.cmd").contains(" for web1 yet: 450 "));
            assertThat(real.mail().delivered("web1")).isEqualTo(toServer);
            restrict(FOR_NOBODY);
            Patience.await().until(() -> Files.exists(running));
            restrict(FOR_ALL);
            Files.writeString(go, "");
            Patience.await().until(() -> log.lines().stream()
                    .anyMatch(line -> line.matches("alice/.* not delivered, tried again in .*: 450 .*")));
            assertThat(real.mail().delivered("alice")).isEqualTo(toClient);
            restrict(FOR_NOBODY);
        }

        assertThat(toAlice.await(answered + 1))
                .anySatisfy(reply -> assertThat(Replies.stdout(reply)).isEqualTo("ran\n"));
        awaitNothingIsLeft("web1");
        assertThat(toAlice.all()).hasSize(answered + 1);
        assertThat(runs).hasContent("ran\n");
        assertThat(real.mail().delivered("web1")).isEqualTo(toServer + 1);
        assertThat(real.mail().delivered("alice")).isEqualTo(toClient + 1);
    }

    @Test
    void aCommandThatIsRefusedForOneServerReachesTheOther() throws Exception {
        int answered = toAlice.all().size();
        long toServer = real.mail().delivered("db1");
        restrict(recipient("db1", "550 5.1.1 moved away"));

        parties.drop("alice", "both.cmd", "@db1,web1\necho both\n");

        String error = Patience.await()
                .until(() -> error("-both.cmd"), Optional::isPresent)
                .orElseThrow();
        assertThat(error)
                .startsWith("error: the SMTP server refused it for db1: 550 5.1.1 <db1@mail.test>: ")
                .contains("moved away\nhint: ")
                .endsWith(", but not for web1 (already sent there)\nserver: db1\n");
        assertThat(toAlice.await(answered + 1))
                .anySatisfy(reply -> assertThat(Replies.stdout(reply)).isEqualTo("both\n"));
        assertThat(real.mail().delivered("db1")).isEqualTo(toServer);
    }

    @Test
    void aReplyThatIsRefusedForGoodIsReplacedAndWaitsWhileOthersGetTheirs() throws Exception {
        int answered = toBob.all().size();
        long toClient = real.mail().delivered("bob");
        try (LogLines log = LogLines.of("mailshell.delivery")) {
            restrict(recipient("bob", "550 5.1.1 moved away"));
            parties.drop("bob", "lost.cmd", "@web1\necho lost; exit 3\n");
            // Less and less: after the first attempt it is less than a second.
            Patience.await().until(() -> log.lines().stream()
                    .anyMatch(line -> line.matches("bob/.* not delivered, tried again in [1-9] s: 550 .*")));
            assertThat(log.lines().get(0))
                    .startsWith("bob/")
                    .contains(" gets a smaller reply, part 1 of 1 cannot be delivered: 550 5.1.1 <bob@mail.test>: ")
                    .contains("moved away");

            assertThat(Replies.stdout(toAlice.awaitFor(parties, "alice", "mine.cmd", "@web1\necho mine\n")))
                    .isEqualTo("mine\n");
            assertThat(Remains.ofServer(parties.home("web1"))).contains("1 outbox");
            assertThat(real.mail().delivered("bob")).isEqualTo(toClient);
            restrict(FOR_NOBODY);
        }

        Reply reply = toBob.await(answered + 1).stream()
                .filter(any -> any.exitCode().orElse(0) == 3)
                .findFirst()
                .orElseThrow();
        assertThat(reply.status()).isEqualTo(FinalStatus.FAILED);
        assertThat(reply.reason().orElseThrow().code()).isEqualTo(Reason.REPLY_REFUSED);
        assertThat(reply.stdout()).isEmpty();
        awaitNothingIsLeft("web1");
        assertThat(real.mail().delivered("bob")).isEqualTo(toClient + 1);
    }

    @Test
    void aCommandOfWhichEachPartIsTooLargeIsFiledAsFailed() throws Exception {
        long toServer = real.mail().delivered("web1");
        real.mail().configurePostfix("message_size_limit=20000");
        try {
            UUID id = UUID.randomUUID();
            attach(id, new byte[100_000]);

            String error = Patience.await()
                    .until(() -> error(id + "-send.json"), Optional::isPresent)
                    .orElseThrow();

            assertThat(error).startsWith("error: the SMTP server refused it for web1: 552 5.3.4 ");
            // The reason is written first.
            Patience.await()
                    .untilAsserted(
                            () -> assertThat(parties.home("alice").sending()).isEmptyDirectory());
            assertThat(parties.home("alice").failed().resolve(id + "-send.json"))
                    .exists();
            assertThat(real.mail().delivered("web1")).isEqualTo(toServer);
        } finally {
            real.mail().configurePostfix("message_size_limit=" + RealMail.DEFAULT_MESSAGE_SIZE_LIMIT);
        }
    }

    @Test
    void anAddressForWhichTheServerTakesForEverHoldsUpNobodyElseForLongerThanTheTimeLimit() throws Exception {
        int answered = toBob.all().size();
        // One more than are delivered at once.
        int commands = 3;
        restrict(recipient("bob", "sleep 600"));
        long sealed = sealed();
        for (int i = 0; i < commands; i++) {
            parties.drop("bob", "slow-" + i + ".cmd", "@db1\necho slow\n");
        }
        Patience.await().until(() -> sealed() == sealed + commands);

        assertThat(Replies.stdout(toAlice.awaitFor(parties, "alice", "quick.cmd", "@db1\necho quick\n")))
                .isEqualTo("quick\n");
        assertThat(toBob.all()).hasSize(answered);
        restrict(FOR_NOBODY);

        assertThat(toBob.await(answered + commands)).hasSize(answered + commands);
        awaitNothingIsLeft("db1");
    }

    /** Makes Postfix ask that first of each recipient, for connections from now on. */
    private static void restrict(String first) throws IOException {
        if (!first.equals(restriction)) {
            real.mail()
                    .configurePostfix("smtpd_recipient_restrictions=" + first
                            + "reject_unlisted_recipient, permit_sasl_authenticated, reject");
            restriction = first;
        }
    }

    private static String recipient(String user, String action) {
        return "check_recipient_access inline:{ { " + real.mail().account(user).address() + " = " + action + " } }, ";
    }

    private static void awaitNothingIsLeft(String server) {
        Patience.await().untilAsserted(() -> assertThat(Remains.ofServer(parties.home(server)))
                .isEmpty());
    }

    private static long sealed() {
        return parties.trail().stream()
                .filter(event -> event.endsWith(" reply sealed"))
                .count();
    }

    private static String waiting(String end) throws IOException {
        return read(parties.home("alice").sending(), end + ".waiting").orElse("");
    }

    private static Optional<String> error(String end) throws IOException {
        return read(parties.home("alice").failed(), end + ".error");
    }

    private static Optional<String> read(Path folder, String end) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            Optional<Path> found =
                    files.filter(file -> file.toString().endsWith(end)).findFirst();
            return found.isPresent() ? Optional.of(Files.readString(found.get())) : Optional.empty();
        }
    }

    /** Puts a command with one attached file where {@code mailshell send} puts it. */
    private static void attach(UUID id, byte[] bytes) throws IOException {
        Path file = parties.home("alice").sending().resolve(id + "-send.json");
        Path attached = Files.createDirectory(file.resolveSibling(file.getFileName() + ".files"));
        Files.write(attached.resolve("data"), bytes);
        Sha256Stream digest = new Sha256Stream();
        digest.write(bytes, 0, bytes.length);
        // The client takes what it sees there.
        Path written = Files.writeString(
                directory.resolve(id + ".json"),
                "{\"to\":[\"web1\"],\"command\":{\"line\":\"true\"},\"files\":[{\"name\":\"data\",\"bytes\":"
                        + bytes.length + ",\"sha256\":\"" + digest.sha256() + "\"}]}");
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
