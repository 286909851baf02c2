package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.crash.Remains;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstLightTest {

    @TempDir
    Path directory;

    private Parties parties;
    private Replies replies;
    private RefusalLog log;

    @BeforeEach
    void makeParties() throws Exception {
        parties = Parties.create(directory, List.of("web1"), List.of("alice"));
        replies = new Replies(parties.home("alice"));
        log = RefusalLog.open();
    }

    @AfterEach
    void stop() {
        parties.close();
        log.close();
    }

    @Test
    void answersADroppedCommandFile() throws Exception {
        parties.startServer("web1");
        parties.startClient("alice");
        parties.drop("alice", "hello.cmd", "@web1\necho hello; echo oops >&2; exit 3\n");

        Reply reply = replies.awaitOne();

        assertThat(reply.status()).isEqualTo(FinalStatus.FAILED);
        assertThat(reply.exitCode()).hasValue(3);
        assertThat(Replies.stdout(reply)).isEqualTo("hello\n");
        assertThat(parties.home("alice").sent().resolve(reply.id() + "-hello.cmd"))
                .hasContent("@web1\necho hello; echo oops >&2; exit 3\n");
        assertThat(Files.readString(parties.home("alice").replies().resolve(reply.id() + ".txt")))
                .startsWith("web1: failed, exit code 3\n")
                .contains("hello\n", "oops\n");
    }

    @Test
    void tellsTheClientWhyACommandIsDenied() throws Exception {
        Files.writeString(
                parties.home("web1").policy(),
                """
                roles:
                  viewer: { allow: [uptime] }
                commands:
                  uptime: { title: Uptime, exec: [/usr/bin/uptime] }
                clients:
                  alice: { roles: [viewer] }
                """);
        parties.startServer("web1");
        parties.startClient("alice");
        parties.drop("alice", "bad.cmd", "@web1\nrm -rf /\n");

        Reply reply = replies.awaitOne();

        assertThat(reply.status()).isEqualTo(FinalStatus.DENIED);
        assertThat(reply.reason().orElseThrow().code()).isEqualTo(Reason.NOT_ALLOWED);
        assertThat(reply.reason().orElseThrow().message()).endsWith(" (rule clients.alice)");
        assertThat(reply.reason().orElseThrow().hint()).contains("uptime");
        assertThat(parties.counters("web1").refused(Reason.NOT_ALLOWED)).isOne();
        assertThat(log.lines()).singleElement().asString().contains(" refused: NOT_ALLOWED, ");
    }

    @Test
    void emptiesVaultAndOutboxWhenEverythingIsAnswered() throws Exception {
        parties.startServer("web1");
        parties.startClient("alice");
        parties.drop("alice", "one.cmd", "@web1\ntrue\n");
        replies.awaitOne();

        Awaitility.await().untilAsserted(() -> {
            assertThat(Vaults.pending(parties.home("web1"))).isZero();
            assertThat(Remains.inWork(parties.home("web1").work())).isEmpty();
            assertThat(parties.home("web1").state().resolve("outbox")).isEmptyDirectory();
            assertThat(Vaults.pending(parties.home("alice"))).isZero();
            assertThat(Remains.inWork(parties.home("alice").work())).isEmpty();
        });
    }
}
