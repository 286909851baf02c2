package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.hub.MailshellHub;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.Reply;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands, and mail of people, by way of a hub. */
class HubTest {

    private static final String SECRET = "rosebud-7f3a9c1e-in-the-body";

    @TempDir
    Path directory;

    private Parties parties;
    private MailshellHub hub;

    @BeforeEach
    void startHub() throws Exception {
        parties = Parties.atHub(directory, "hub", List.of("web1"), List.of("alice", "bob"));
        hub = parties.startHub("hub");
    }

    @AfterEach
    void stop() {
        parties.close();
    }

    @Test
    void answersACommandForItself() throws Exception {
        parties.startClient("alice");
        parties.drop("alice", "hello.cmd", "@hub\necho hello; exit 3\n");

        Reply reply = new Replies(parties.home("alice")).awaitOne();

        assertThat(reply.status()).isEqualTo(FinalStatus.FAILED);
        assertThat(reply.exitCode()).hasValue(3);
        assertThat(Replies.stdout(reply)).isEqualTo("hello\n");
    }

    @Test
    void carriesACommandToAServerElsewhereAndItsAnswerBack() throws Exception {
        parties.startServer("web1");
        parties.startClient("alice");
        parties.drop("alice", "hello.cmd", "@web1\necho hello\n");

        Reply reply = new Replies(parties.home("alice")).awaitOne();

        assertThat(reply.status()).isEqualTo(FinalStatus.DONE);
        assertThat(Replies.stdout(reply)).isEqualTo("hello\n");
    }

    @Test
    void keepsNothingReadableOfAMailOnDisk() throws Exception {
        HubUser alice = user("alice");
        alice.send("bob@hub.test", SECRET);
        alice.send("bob@hub.test", SECRET.repeat(20_000));

        assertThat(user("bob").mails()).hasSize(2).allSatisfy(mail -> assertThat(mail)
                .contains(SECRET));
        assertNowhere(SECRET);
        hub.close();
        assertNowhere(SECRET);
    }

    @Test
    void refusesMailThatSaysItIsFromSomebodyElse() {
        HubUser alice = user("alice");
        assertThatThrownBy(() -> alice.sendAs("bob@hub.test", "alice@hub.test", "bob@hub.test", "spoofed"))
                .hasStackTraceContaining("5.7.1");
        assertThatThrownBy(() -> alice.sendAs("alice@hub.test", "bob@hub.test", "bob@hub.test", "spoofed"))
                .hasStackTraceContaining("5.7.1");
    }

    @Test
    void refusesMailToElsewhereWithoutASmartHost() {
        assertThatThrownBy(() -> user("alice").send("somebody@elsewhere.test", "hello"))
                .hasStackTraceContaining("550");
        assertThatThrownBy(() -> user("alice").send("nobody@hub.test", "hello")).hasStackTraceContaining("550");
    }

    @Test
    void showsNobodyTheMailOfAnother() throws Exception {
        user("alice").send("bob@hub.test", "for bob");
        assertThat(user("alice").mails()).isEmpty();
        assertThat(user("web1").mails()).isEmpty();
        assertThat(user("bob").mails()).hasSize(1);
    }

    private HubUser user(String name) {
        return HubUser.of(parties.home(name), name + "@hub.test", hub);
    }

    private void assertNowhere(String text) throws Exception {
        try (Stream<Path> files = Files.walk(parties.home("hub").directory())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(text);
            }
        }
    }
}
