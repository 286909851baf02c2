package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Reply;
import dev.mailshell.realmail.Prerequisite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The walls that a policy file names stand around what a running server starts by it. */
class ConfinedByPolicyTest {

    private static final Path ECHO = Path.of("/bin/echo");

    @TempDir
    static Path directory;

    private static Parties parties;
    private static Replies replies;
    private static Path shared;

    @BeforeAll
    static void start() throws Exception {
        Prerequisite.require(
                System.getProperty("user.name").equals("root"), "only root can run commands as another user");
        Prerequisite.require(Files.isExecutable(Path.of("/usr/bin/bwrap")), "bwrap is not installed");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
        shared = Files.createDirectory(directory.resolve("shared"));
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwxrwx"));
        parties = Parties.create(directory, List.of("web1"), List.of("alice"));
        Files.writeString(parties.home("web1").policy(), policy());
        parties.startServerProcess("web1");
        parties.startClient("alice");
        replies = new Replies(parties.home("alice"));
    }

    private static String policy() throws Exception {
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(ECHO)));
        return """
                defaults: { environment: { SITE: berlin } }
                commands:
                  limited:
                    exec: [/bin/sh, -c, 'ulimit -t; ulimit -v; ulimit -p; ulimit -f; ulimit -n; id -un; pwd; echo "$SITE $COLOUR"']
                    run-as: nobody
                    limits: { cpu: 7s, memory: 256MiB, processes: 60, file-size: 1MiB, open-files: 40 }
                    directory: "SHARED"
                    environment: { COLOUR: red }
                  endless: { exec: [/bin/sh, -c, 'while :; do :; done'], limits: { cpu: 1s } }
                  boxed:
                    exec:
                      - /bin/sh
                      - -c
                      - |
                        id -un
                        touch "$1/made" && echo shared
                        touch /etc/made 2>&- || echo read-only
                        grep -c : /proc/net/dev
                        ls "$2" | wc -l
                        echo reached > "$TMPDIR/file"; cat "$MAILSHELL_FILES/file"
                      - sh
                      - "SHARED"
                      - "HOME"
                    run-as: nobody
                    sandbox: { tool: bubblewrap, writable: ["SHARED"] }
                  pinned: { exec: [/bin/echo, pinned], sha256: "DIGEST" }
                  changed: { exec: [/bin/echo, changed], sha256: "ZEROS" }
                roles: { all: { allow: [limited, endless, boxed, pinned, changed] } }
                clients: { alice: { roles: [all] } }
                """
                .replace("SHARED", shared.toString())
                .replace("HOME", parties.home("web1").directory().toString())
                .replace("DIGEST", digest)
                .replace("ZEROS", "0".repeat(64));
    }

    @AfterAll
    static void stop() {
        if (parties != null) {
            parties.close();
        }
    }

    private static Reply run(String command) throws Exception {
        return replies.awaitFor(parties, "alice", command + ".cmd", "@web1\n" + command + "\n");
    }

    private static List<String> lines(Reply reply) {
        assertThat(reply.status()).as("%s", reply).isEqualTo(FinalStatus.DONE);
        return Replies.stdout(reply).lines().toList();
    }

    @Test
    void setsTheLimitsTheUserTheDirectoryAndTheEnvironment() throws Exception {
        assertThat(lines(run("limited")))
                .containsExactly("7", "262144", "60", "2048", "40", "nobody", shared.toString(), "berlin red");
    }

    @Test
    void endsWhatUsesUpItsProcessorTime() throws Exception {
        Reply reply = run("endless");

        assertThat(reply.status()).isEqualTo(FinalStatus.FAILED);
        assertThat(reply.reason().orElseThrow().code()).isEqualTo(Reason.LIMIT_EXCEEDED);
    }

    @Test
    void putsACommandIntoTheSandbox() throws Exception {
        assertThat(lines(run("boxed"))).containsExactly("nobody", "shared", "read-only", "1", "0", "reached");
        assertThat(shared.resolve("made")).exists();
    }

    @Test
    void runsAPinnedProgramAndNoOther() throws Exception {
        assertThat(lines(run("pinned"))).containsExactly("pinned");
        Reply changed = run("changed");

        assertThat(changed.status()).isEqualTo(FinalStatus.FAILED);
        assertThat(changed.reason().orElseThrow().code()).isEqualTo(Reason.PROGRAM_CHANGED);
    }
}
