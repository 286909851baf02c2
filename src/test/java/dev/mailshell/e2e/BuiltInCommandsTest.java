package dev.mailshell.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.crash.Remains;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Reply;
import dev.mailshell.model.StreamOutput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server answers itself, to programs and to people; each client learns of its own commands only, unless the policy says more. */
class BuiltInCommandsTest {

    @TempDir
    static Path directory;

    private static Parties parties;
    private static Correspondent alice;
    private static Correspondent bob;
    private static Correspondent lead;

    @BeforeAll
    static void start() throws Exception {
        parties = Parties.create(directory.resolve("homes"), List.of("web1"), List.of("alice", "bob", "lead"));
        Files.writeString(parties.home("web1").policy(), CancelTest.POLICY);
        parties.startServer("web1");
        alice = new Correspondent(parties, "alice");
        bob = new Correspondent(parties, "bob");
        lead = new Correspondent(parties, "lead");
    }

    @AfterAll
    static void stop() throws Exception {
        alice.close();
        bob.close();
        lead.close();
        parties.close();
    }

    @Test
    void saysThatItIsThere() throws Exception {
        assertThat(alice.ask("ping"))
                .matches(
                        """
                        server: web1
                        version: .+
                        time: .+Z
                        up: .+s, since .+Z
                        issued: .+Z
                        received: .+Z, after .+s
                        answered: after .+s more
                        """);
        assertThat(alice.type("ping")).contains("\n\ndone, on web1\n\nserver: web1\n");
    }

    @Test
    void saysWhatAClientMayRun() throws Exception {
        assertThat(bob.ask("help"))
                .startsWith("bob may run on web1:\n")
                .contains("\ngreet {who}\n    Says hello\n    timeout 1m\n");
        assertThat(alice.type("help")).contains("alice may run on web1:\n");
    }

    @Test
    void saysHowFarACommandIs() throws Exception {
        Path go = directory.resolve("go-status");
        UUID id = alice.send(waitingFor(go));

        Patience.await().untilAsserted(() -> assertThat(alice.ask("status " + id))
                .startsWith("id: " + id + "\nclient: alice\ncommand: shell\nstate: running since "));
        Files.writeString(go, "");
        alice.answer(id);

        assertThat(alice.ask("status " + id))
                .contains("\nstate: done, exit code 0, at ", "\nstarted: ", "\nfinished: ", "\nanswer: ");
        assertThat(alice.type("status " + id.toString().substring(0, 8))).contains("\nid: " + id + "\nclient: alice\n");
    }

    @Test
    void showsWhatWasWrittenSoFarAndTheWholeLater() throws Exception {
        Path go = directory.resolve("go-output");
        UUID id = alice.send("echo first; echo trouble >&2; " + waitingFor(go) + "; printf last");

        Patience.await()
                // Not known, and so without an output, until its turn has come.
                .ignoreException(NoSuchElementException.class)
                .until(() -> alice.ask("output " + id).equals("first\n"));
        Files.writeString(go, "");
        Reply own = alice.answer(id);
        Reply again = alice.answer(alice.send("output " + id));

        assertThat(again.status()).isEqualTo(FinalStatus.DONE);
        assertThat(again.stdout()).isEqualTo(own.stdout());
        assertThat(again.stderr()).isEqualTo(own.stderr());
        assertThat(alice.type("output " + id))
                .contains("\n\ndone, on web1\n\nfirst\nlast\n\n--- stderr ---\ntrouble\n");
        assertThat(Remains.ofWork(parties.home("web1")))
                .noneMatch(file -> file.getFileName().toString().startsWith("output-"));
    }

    @Test
    void givesBackLargeAndBinaryOutputByteForByte() throws Exception {
        UUID id = alice.send("head -c 300000 /dev/zero; printf '\\\\377\\\\376' >&2");
        Reply own = alice.answer(id);

        Reply again = alice.answer(alice.send("output " + id));

        assertThat(own.stdout().orElseThrow().content()).isInstanceOf(StreamOutput.Attachment.class);
        assertThat(again.stdout()).isEqualTo(own.stdout());
        assertThat(again.stderr()).isEqualTo(own.stderr());
    }

    @Test
    void keepsNoOutputInPlaintext() throws Exception {
        String secret = "secret-" + UUID.randomUUID();
        alice.answer(alice.send("echo " + secret));

        try (Stream<Path> files = Files.list(parties.home("web1").outputs())) {
            assertThat(files).isNotEmpty().allSatisfy(file -> assertThat(Files.readString(file, ISO_8859_1))
                    .doesNotContain(secret));
        }
    }

    @Test
    void tellsNobodyOfTheCommandsOfOthers() throws Exception {
        UUID id = alice.send("echo alice");
        alice.answer(id);
        UUID unknown = UUID.randomUUID();

        for (String name : List.of("status", "output", "cancel")) {
            Reply others = bob.answer(bob.send(name + " " + id));
            Reply nobodys = bob.answer(bob.send(name + " " + unknown));

            assertThat(others.status()).isEqualTo(nobodys.status());
            assertThat(others.reason().toString().replace(id.toString(), "ID"))
                    .isEqualTo(nobodys.reason().toString().replace(unknown.toString(), "ID"));
            assertThat(text(others).replace(id.toString(), "ID"))
                    .isEqualTo(text(nobodys).replace(unknown.toString(), "ID"));
            assertThat(others.reason().map(why -> why.code()))
                    .isEqualTo(name.equals("cancel") ? Optional.empty() : Optional.of(Reason.COMMAND_UNKNOWN));
        }
        assertThat(bob.ask("jobs")).doesNotContain(id.toString());
        assertThat(bob.type("status " + id.toString().substring(0, 8))).contains("reason: COMMAND_UNKNOWN, ");
    }

    @Test
    void asksForMoreDigitsWhereSeveralBeginSo() throws Exception {
        UUID one = UUID.fromString("0a1b2c3d-0000-4000-8000-000000000001");
        UUID two = UUID.fromString("0a1b2c3d-1000-4000-8000-000000000002");
        alice.send(one, "echo one");
        alice.send(two, "echo two");
        alice.answer(one);
        alice.answer(two);

        Reply reply = alice.answer(alice.send("output 0a1b2c3d"));

        assertThat(reply.reason().orElseThrow().message()).isEqualTo("several commands begin with 0a1b2c3d");
        assertThat(alice.ask("output 0A1B2C3D1")).isEqualTo("two\n");
        assertThat(bob.answer(bob.send("output 0a1b2c3d"))
                        .reason()
                        .orElseThrow()
                        .message())
                .startsWith("no command is known here");
    }

    @Test
    void deniesOneMoreThanMayRunAtOnceUntilOneHasEnded() throws Exception {
        UUID first = alice.send("nap 50");
        Patience.await().until(() -> alice.answer(alice.send("output " + first)).status() == FinalStatus.DONE);

        Reply second = bob.answer(bob.send("nap 0"));
        assertThat(second.status()).isEqualTo(FinalStatus.DENIED);
        assertThat(second.reason().orElseThrow().code()).isEqualTo(Reason.BUSY);
        assertThat(second.startedAt()).isEmpty();

        alice.ask("cancel " + first);
        assertThat(alice.answer(first).status()).isEqualTo(FinalStatus.CANCELLED);
        Patience.await().until(() -> bob.answer(bob.send("nap 0")).status() == FinalStatus.DONE);
    }

    @Test
    void tellsOfTheCommandsOfOthersWhoMaySeeThem() throws Exception {
        UUID id = alice.send("echo for-lead");
        alice.answer(id);

        assertThat(lead.ask("jobs")).contains(id + "  shell  alice  done, exit code 0, at ");
        assertThat(lead.ask("status " + id)).contains("\nclient: alice\n");
        assertThat(lead.ask("output " + id.toString().substring(0, 9))).isEqualTo("for-lead\n");
        assertThat(alice.ask("jobs"))
                .contains(id + "  shell  done, exit code 0, at ")
                .doesNotContain("  lead  ");
    }

    private static String text(Reply reply) {
        return reply.stdout().isPresent() ? Replies.stdout(reply) : "";
    }

    private static String waitingFor(Path go) {
        return "until [ -e " + go + " ]; do sleep 0.05; done";
    }
}
