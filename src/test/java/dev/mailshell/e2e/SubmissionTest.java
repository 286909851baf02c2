package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.camel.MailshellClient;
import dev.mailshell.hub.ThrowAwayCa;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands to several servers, through an SMTP server that does not take each of them. */
class SubmissionTest {

    @TempDir
    Path directory;

    /** What the SMTP server answers to a recipient, by the name of the server; it takes those that are not in it. */
    private final ConcurrentHashMap<String, String> answers = new ConcurrentHashMap<>();

    private final ShiftedClock clock = new ShiftedClock(Duration.ZERO);
    private Parties parties;
    private MailshellClient alice;
    private Replies replies;
    private ScriptedServer smtp;
    private Mailbox web1;
    private Mailbox db1;
    private String recipient = "";

    @BeforeEach
    void start() throws Exception {
        ThrowAwayCa authority = new ThrowAwayCa(Clock.systemUTC());
        authority.writeCertificate(directory.resolve("smtp.pem"));
        parties = Parties.create(directory.resolve("homes"), List.of("web1", "db1"), List.of("alice"));
        web1 = Mailbox.open(parties.environment("web1"));
        db1 = Mailbox.open(parties.environment("db1"));
        smtp = ScriptedServer.tls(authority, directory, "localhost", "220 localhost ESMTP", this::answer);
        var environment = parties.environment("alice");
        environment.put("MAILSHELL_SMTP_PORT", smtp.port());
        environment.put(
                "MAILSHELL_TLS_CA_FILE",
                CaFiles.join(
                        directory.resolve("both.pem"),
                        Path.of(environment.get("MAILSHELL_TLS_CA_FILE")),
                        directory.resolve("smtp.pem")));
        parties.startServer("web1");
        parties.startServer("db1");
        parties.setClock(clock);
        alice = parties.startClient("alice");
        replies = new Replies(parties.home("alice"));
    }

    @AfterEach
    void stop() throws Exception {
        parties.close();
        smtp.close();
        web1.close();
        db1.close();
    }

    @Test
    void aServerThatIsRefusedKeepsNoOtherFromItsCommand() throws Exception {
        answers.put("db1", "550 5.1.1 no such\u001b[2J user");

        parties.drop("alice", "both.cmd", "@db1,web1\necho ran\n");

        assertThat(Replies.stdout(replies.awaitOne())).isEqualTo("ran\n");
        Path failed = parties.home("alice").failed();
        Patience.await().until(() -> find(failed, "-both.cmd").isPresent());
        assertThat(find(failed, "-both.cmd.error").orElseThrow())
                .content()
                .startsWith("error: the SMTP server refused it for db1: ")
                .contains("550 5.1.1 no such?[2J user")
                .endsWith(" into outbox again, but not for web1 (already sent there)\nserver: db1\n");
    }

    @Test
    void aServerThatIsRefusedForNowHoldsUpNoOtherCommandAndGetsItsOwnOnce() throws Exception {
        answers.put("db1", "451 4.3.2 come back later");
        parties.drop("alice", "both.cmd", "@db1,web1\necho waited\n");
        Path sending = parties.home("alice").sending();
        Patience.await().until(() -> find(sending, "-both.cmd.waiting").isPresent());
        assertThat(find(sending, "-both.cmd.waiting").orElseThrow())
                .content()
                .startsWith("error: not submitted for db1 yet: ")
                .contains("451 4.3.2 come back later\nhint: it is tried again at ");

        replies.awaitFor(parties, "alice", "quick.cmd", "@web1\ntrue\n");
        answers.clear();

        assertThat(replies.await(3)).hasSize(3);
        Patience.await()
                .until(() -> find(parties.home("alice").sent(), "-both.cmd").isPresent());
        assertThat(sending).isEmptyDirectory();
        assertThat(web1.count(Mailbox.INBOX) + web1.count(Mailbox.RECEIVED)).isEqualTo(2);
        assertThat(db1.count(Mailbox.INBOX) + db1.count(Mailbox.RECEIVED)).isOne();
    }

    @Test
    void doesNotSendWhatHasExpiredWhileItWaited() throws Exception {
        answers.put("web1", "451 4.3.2 come back later");
        parties.drop("alice", "late.json", "{\"to\":[\"web1\"],\"expires\":\"10m\",\"command\":{\"line\":\"true\"}}");
        Patience.await().until(() -> find(parties.home("alice").sending(), "-late.json.waiting")
                .isPresent());

        clock.shift(Duration.ofMinutes(10));
        answers.clear();

        Path failed = parties.home("alice").failed();
        Patience.await().until(() -> find(failed, "-late.json").isPresent());
        assertThat(find(failed, "-late.json.error").orElseThrow())
                .content()
                .startsWith("error: it could not be sent in time (valid until ")
                .contains("); not submitted for web1 yet: ", "451 4.3.2 come back later\nhint: ");
        assertThat(parties.home("alice").sending()).isEmptyDirectory();
        assertThat(web1.count(Mailbox.INBOX) + web1.count(Mailbox.RECEIVED)).isZero();
    }

    @Test
    void forgetsACommandThatIsTakenBackWhileItWaits() throws Exception {
        answers.put("web1", "451 4.3.2 come back later");
        parties.drop("alice", "undone.cmd", "@web1\ntrue\n");
        Path sending = parties.home("alice").sending();
        Patience.await().until(() -> find(sending, "-undone.cmd.waiting").isPresent());
        Path note = find(sending, "-undone.cmd.waiting").orElseThrow();

        Files.delete(Path.of(note.toString().replace(".waiting", "")));
        alice.close();
        alice = parties.startClient("alice");

        Patience.await().untilAsserted(() -> assertThat(sending).isEmptyDirectory());
    }

    private String answer(String said) {
        if (said.startsWith("EHLO")) {
            return "250-localhost\r\n250 AUTH PLAIN LOGIN";
        }
        if (said.startsWith("AUTH")) {
            return "235 welcome";
        }
        if (said.startsWith("RCPT TO:")) {
            recipient = said.contains("<db1") ? "db1" : "web1";
            return answers.getOrDefault(recipient, "250 good");
        }
        if (said.equals("DATA")) {
            return "354 go on";
        }
        if (said.endsWith("\r\n")) {
            return delivered(said);
        }
        return said.equals("QUIT") ? "221 bye" : "250 good";
    }

    private String delivered(String mail) {
        try {
            (recipient.equals("db1") ? db1 : web1).append(mail);
            return "250 2.0.0 taken";
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<Path> find(Path folder, String end) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(end)).findFirst();
        }
    }
}
