package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.crash.Remains;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever runs can be called back, and has one final answer then. */
class CancelTest {

    static final String POLICY =
            """
            defaults: { timeout: 60s, concurrency: 4 }
            roles:
              all: { allow: [shell, greet, nap, help, ping, jobs, status, output, cancel] }
              lead: { includes: [all], allow: [jobs, status, output, cancel], sees-all: true }
            commands:
              shell: { shell: /bin/sh }
              greet: { title: Says hello, exec: [/bin/echo, "{who}"], args: { who: { pattern: "[a-z]+" } } }
              nap: { exec: [/bin/sleep, "{seconds}"], args: { seconds: { pattern: "[0-9]+" } }, concurrency: 1 }
            clients:
              alice: { roles: [all] }
              bob: { roles: [all] }
              lead: { roles: [lead] }
            """;

    private static final int PLACES = 4;

    @TempDir
    Path directory;

    private Parties parties;
    private Correspondent alice;
    private Path go;

    @BeforeEach
    void makeParties() throws Exception {
        parties = Parties.create(directory.resolve("homes"), List.of("web1"), List.of("alice", "bob", "lead"));
        Files.writeString(parties.home("web1").policy(), POLICY);
        alice = new Correspondent(parties, "alice");
        go = directory.resolve("go");
    }

    @AfterEach
    void stop() throws Exception {
        Files.writeString(go, "");
        alice.close();
        parties.close();
    }

    @Test
    void getsThroughWhileLongCommandsHoldAllPlaces() throws Exception {
        parties.startServer("web1");
        List<UUID> running = new ArrayList<>();
        for (int i = 0; i < PLACES; i++) {
            running.add(alice.send("echo " + i + "; " + tree(i)));
        }
        Patience.await().until(() -> begun() == PLACES);
        Path marker = directory.resolve("ran");
        UUID waiting = alice.send("touch " + marker);

        String typed = alice.type("cancel " + running.get(0).toString().substring(0, 8));
        String asked = alice.ask("cancel " + running.get(1));

        assertThat(typed)
                .contains("\n\ndone, on web1\n\n" + running.get(0)
                        + " was running and is ended, with all that it started (TERM): it is cancelled\n");
        assertThat(asked)
                .isEqualTo(running.get(1)
                        + " was running and is ended, with all that it started (TERM): it is cancelled\n");
        Reply cancelled = alice.answer(running.get(0));
        assertThat(cancelled.status()).isEqualTo(FinalStatus.CANCELLED);
        assertThat(cancelled.exitCode()).isEmpty();
        assertThat(cancelled.signal()).hasValue("TERM");
        assertThat(Replies.stdout(cancelled)).isEqualTo("0\n");
        assertThat(cancelled.reason().orElseThrow().code()).isEqualTo(Reason.CANCELLED);
        assertThat(cancelled.reason().orElseThrow().message()).startsWith("alice cancelled it");
        assertThat(Pids.executing(pids(0))).isEmpty();
        assertThat(Pids.executing(pids(1))).isEmpty();
        assertThat(Pids.executing(pids(2))).hasSize(2);
        // A place is free: what waited for one has run.
        assertThat(alice.answer(waiting).status()).isEqualTo(FinalStatus.DONE);
        assertThat(marker).exists();
        assertThat(alice.ask("status " + running.get(0)))
                .contains("\nstate: cancelled, at ", "\ncancelled by: alice\n");
        Files.writeString(go, "");
        for (UUID id : running.subList(2, PLACES)) {
            assertThat(alice.answer(id).status()).isEqualTo(FinalStatus.DONE);
        }
        for (UUID id : running) {
            assertThat(alice.answers(id)).isEqualTo(1);
        }
    }

    @Test
    void keepsWhatWaitsForItsTurnFromRunning() throws Exception {
        parties.startServer("web1");
        for (int i = 0; i < PLACES; i++) {
            alice.send(tree(i));
        }
        Patience.await().until(() -> begun() == PLACES);
        Path marker = directory.resolve("ran");
        UUID waiting = alice.send("touch " + marker);

        assertThat(alice.ask("cancel " + waiting))
                .isEqualTo(waiting + " is not known here; should it still come, it will not run\n");
        Files.writeString(go, "");

        Reply reply = alice.answer(waiting);
        assertThat(reply.status()).isEqualTo(FinalStatus.CANCELLED);
        assertThat(reply.startedAt()).isEmpty();
        assertThat(reply.reason().orElseThrow().message())
                .isEqualTo("alice cancelled it before it began; it has not run and will not run");
        assertThat(marker).doesNotExist();
    }

    @Test
    void endsOnceWhatIsCancelledTwiceAtOnceAndSaysSoLater() throws Exception {
        parties.startServer("web1");
        UUID id = alice.send(tree(0));
        Patience.await().until(() -> begun() == 1);

        UUID one = alice.send("cancel " + id);
        UUID two = alice.send("cancel " + id);

        assertThat(Replies.stdout(alice.answer(one))).contains("ended");
        assertThat(Replies.stdout(alice.answer(two))).contains("ended");
        assertThat(alice.answer(id).status()).isEqualTo(FinalStatus.CANCELLED);
        assertThat(alice.ask("cancel " + id)).startsWith(id + " had ended before: cancelled, at ");
        assertThat(alice.answers(id)).isEqualTo(1);
    }

    @Test
    void obeysOthersOnlyIfThePolicySaysSo() throws Exception {
        parties.startServer("web1");
        UUID id = alice.send(tree(0));
        Patience.await().until(() -> begun() == 1);
        try (Correspondent bob = new Correspondent(parties, "bob");
                Correspondent lead = new Correspondent(parties, "lead")) {

            assertThat(bob.ask("cancel " + id)).contains(" is not known here;");
            assertThat(Pids.executing(pids(0))).hasSize(2);
            assertThat(lead.ask("cancel " + id)).contains(" was running and is ended");
        }
        assertThat(alice.answer(id).reason().orElseThrow().message()).startsWith("lead cancelled it while it ran");
    }

    @Test
    void hasOneAnswerThoughTheServerIsKilledBeforeTheEnd() throws Exception {
        Child server = parties.startServerProcess("web1");
        Path told = directory.resolve("told");
        UUID id = alice.send("trap 'echo > " + told + "' TERM; echo $$ > " + pids(0) + "; until [ -e " + go
                + " ]; do sleep 0.05; done");
        Patience.await().until(() -> begun() == 1);
        UUID cancel = alice.send("cancel " + id);
        Patience.await().until(() -> Files.exists(told));

        server.kill();
        parties.startServerProcess("web1");

        assertThat(alice.answer(id).status()).isEqualTo(FinalStatus.INTERRUPTED);
        assertThat(alice.answer(cancel).status()).isEqualTo(FinalStatus.INTERRUPTED);
        assertThat(alice.ask("status " + id)).contains("\nstate: interrupted, at ", "\ncancelled by: alice\n");
        Patience.await().untilAsserted(() -> assertThat(Remains.ofServer(parties.home("web1")))
                .isEmpty());
        assertThat(alice.answers(id)).isEqualTo(1);
    }

    /** A process and a daemon in a session of its own, until everybody may go. */
    private String tree(int number) {
        String loop = "echo $$ >> " + pids(number) + "; until [ -e " + go + " ]; do sleep 0.05; done";
        return "setsid sh -c '" + loop + "' & " + loop;
    }

    private Path pids(int number) {
        return directory.resolve("pids-" + number);
    }

    private long begun() throws IOException {
        long begun = 0;
        for (int i = 0; i < PLACES; i++) {
            boolean both = Files.exists(pids(i)) && Files.readAllLines(pids(i)).size() >= 1;
            begun += both ? 1 : 0;
        }
        return begun;
    }
}
