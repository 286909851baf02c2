package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.crash.Remains;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Reply;
import dev.mailshell.model.StreamOutput;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a command may do to a server that has 64 MB of heap. */
class RunningTest {

    private static final long FLOOD = 200L << 20;

    @TempDir
    static Path directory;

    private static Parties parties;
    private static Replies replies;
    private static Child server;

    @BeforeAll
    static void start() throws Exception {
        parties = Parties.create(directory, List.of("web1"), List.of("alice"));
        Files.writeString(
                parties.home("web1").policy(),
                """
                defaults: { timeout: 60s, inline-output: 1KiB, max-output: 64KiB }
                roles:
                  all: { allow: [shell, missing] }
                commands:
                  shell: { shell: /bin/sh }
                  missing: { title: A program that nobody has, exec: [/nowhere/program] }
                clients:
                  alice: { roles: [all] }
                """);
        server = parties.startServerProcess("web1");
        parties.startClient("alice");
        replies = new Replies(parties.home("alice"));
    }

    @AfterAll
    static void stop() {
        parties.close();
    }

    @Test
    void answersWithHeadAndTailOf200MegabytesAndGoesOn() throws Exception {
        Reply reply = run(
                "flood",
                "echo first; head -c " + (FLOOD - 11) + " /dev/zero; echo last; head -c " + FLOOD + " /dev/zero >&2");

        StreamOutput stdout = reply.stdout().orElseThrow();
        assertThat(reply.status()).isEqualTo(FinalStatus.DONE);
        assertThat(stdout.bytes()).isEqualTo(FLOOD);
        assertThat(stdout.truncated()).isTrue();
        assertThat(reply.stderr().orElseThrow().bytes()).isEqualTo(FLOOD);
        byte[] kept = attachment(reply, "stdout");
        assertThat(kept).hasSizeBetween(60 << 10, 65 << 10).startsWith("first\n".getBytes(StandardCharsets.UTF_8));
        assertThat(Arrays.copyOfRange(kept, kept.length - 5, kept.length))
                .isEqualTo("last\n".getBytes(StandardCharsets.UTF_8));
        assertThat(stdout.sha256()).isEqualTo(sha256(kept));
        assertThat(Replies.stdout(run("after-flood", "echo still here"))).isEqualTo("still here\n");
        assertThat(server.err()).doesNotContain(" ERROR ");
    }

    @Test
    void endsAWholeProcessTreeAtItsTimeout() throws Exception {
        Path pids = directory.resolve("pids");
        Reply reply = runJson(
                "tree.json",
                """
                {"to":["web1"],"timeout":"1s","command":{"line":"trap '' TERM; echo $$ >> PIDS; \
                setsid sh -c 'echo $$ >> PIDS; while :; do sleep 1; done' & echo begun; while :; do sleep 1; done"}}
                """
                        .replace("PIDS", pids.toString()));

        assertThat(reply.status()).isEqualTo(FinalStatus.TIMED_OUT);
        assertThat(reply.exitCode()).isEmpty();
        assertThat(reply.signal()).hasValue("KILL");
        assertThat(reply.reason().orElseThrow().code()).isEqualTo(Reason.TIMED_OUT);
        assertThat(Replies.stdout(reply)).isEqualTo("begun\n");
        assertThat(Files.readAllLines(pids)).hasSize(2);
        assertThat(Pids.executing(pids)).isEmpty();
    }

    @Test
    void carriesBytesThatAreNotUtf8() throws Exception {
        Reply reply = run("bytes", "printf '\\377\\000\\200x'");

        StreamOutput.Base64 content =
                (StreamOutput.Base64) reply.stdout().orElseThrow().content();
        assertThat(Base64.getDecoder().decode(content.base64())).isEqualTo(new byte[] {-1, 0, -128, 'x'});
    }

    @Test
    void givesACommandItsStandardInputAndNothingElse() throws Exception {
        Reply fed =
                runJson("stdin.json", "{\"to\":[\"web1\"],\"stdin\":\"grüß\\ngott\",\"command\":{\"line\":\"cat\"}}");
        Reply unfed = run("no-stdin", "cat; echo end");

        assertThat(Replies.stdout(fed)).isEqualTo("grüß\ngott");
        assertThat(Replies.stdout(unfed)).isEqualTo("end\n");
    }

    @Test
    void saysThatAProgramIsMissing() throws Exception {
        Reply reply = runJson("missing.json", "{\"to\":[\"web1\"],\"command\":{\"run\":\"missing\"}}");

        assertThat(reply.status()).isEqualTo(FinalStatus.FAILED);
        assertThat(reply.reason().orElseThrow().code()).isEqualTo(Reason.PROGRAM_MISSING);
        assertThat(reply.exitCode()).isEmpty();
        assertThat(reply.startedAt()).isEmpty();
    }

    @Test
    void tellsACommandNothingOfTheServersEnvironment() throws Exception {
        Reply reply = run("environment", "cat /proc/self/environ | tr '\\0' '\\n' | cut -d= -f1 | sort");

        assertThat(Replies.stdout(reply).lines())
                .isSubsetOf(
                        "HOME",
                        "LANG",
                        "MAILSHELL_FILES",
                        "MAILSHELL_JOB",
                        "PATH",
                        "PWD",
                        "OLDPWD",
                        "SHLVL",
                        "TMPDIR",
                        "_");
    }

    @Test
    void filesLongOutputBesideTheReply() throws Exception {
        Reply reply = run("long", "head -c 2000 /dev/zero | tr '\\0' a; echo short >&2");

        assertThat(reply.stdout().orElseThrow())
                .isEqualTo(new StreamOutput(
                        new StreamOutput.Attachment("stdout"), 2000, false, sha256(attachment(reply, "stdout"))));
        assertThat(attachment(reply, "stdout")).isEqualTo("a".repeat(2000).getBytes(StandardCharsets.UTF_8));
        assertThat(Files.readString(parties.home("alice").replies().resolve(reply.id() + ".txt")))
                .contains("see " + reply.id() + ".stdout\n", "short\n");
        Awaitility.await().untilAsserted(() -> assertThat(Remains.ofWork(parties.home("web1")))
                .isEmpty());
    }

    private static Reply run(String name, String line) throws Exception {
        return replies.awaitFor(parties, "alice", name + ".cmd", "@web1\n" + line + "\n");
    }

    private static Reply runJson(String name, String draft) throws Exception {
        return replies.awaitFor(parties, "alice", name, draft);
    }

    private static byte[] attachment(Reply reply, String stream) throws Exception {
        return Files.readAllBytes(parties.home("alice").replies().resolve(reply.id() + "." + stream));
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
