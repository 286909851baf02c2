package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.realmail.Prerequisite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What commands of a restricted user can do to the server that runs them: nothing. Each attempt is made as root too, who succeeds with
 * all but those that a sandbox is for.
 */
class EscapeTest {

    @TempDir
    static Path directory;

    private static Parties parties;
    private static List<Attempt> attempts;

    private record Attempt(String name, String script) {}

    @BeforeAll
    static void start() throws Exception {
        Prerequisite.require(
                System.getProperty("user.name").equals("root"), "only root can run commands as another user");
        // So that nothing but the home keeps the user out of it.
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
        parties = Parties.create(directory, List.of("web1"), List.of("alice", "bob"));
        Files.writeString(
                parties.home("web1").policy(),
                """
                defaults: { timeout: 60s }
                roles:
                  restricted: { allow: [restricted] }
                  root: { allow: [shell] }
                commands:
                  restricted: { shell: /bin/sh, run-as: nobody }
                  shell: { shell: /bin/sh }
                clients:
                  alice: { roles: [restricted] }
                  bob: { roles: [root] }
                """);
        Child server = parties.startServerProcess("web1");
        parties.startClient("alice");
        parties.startClient("bob");
        // One that was worked off, so that ledger, vault and log hold something.
        succeeded("alice", List.of());
        attempts = attempts(server.pid(), parties.home("web1").directory());
    }

    @AfterAll
    static void stop() {
        if (parties != null) {
            parties.close();
        }
    }

    @Test
    void aRestrictedUserReachesNothingOfTheServer() throws Exception {
        assertThat(succeeded("alice", attempts)).isEmpty();
    }

    @Test
    void rootReachesAllOfIt() throws Exception {
        assertThat(succeeded("bob", attempts))
                .containsExactlyElementsOf(attempts.stream().map(Attempt::name).toList());
    }

    private static List<Attempt> attempts(long pid, Path home) throws IOException {
        List<Attempt> all = new ArrayList<>(List.of(
                new Attempt("signal", "kill -0 " + pid),
                new Attempt("environment", "cat /proc/" + pid + "/environ"),
                new Attempt("descriptors", "ls /proc/" + pid + "/fd/"),
                new Attempt("memory-map", "cat /proc/" + pid + "/maps"),
                // Who may open it may ptrace, too.
                new Attempt("memory", ": < /proc/" + pid + "/mem"),
                new Attempt("root", "ls /proc/" + pid + "/root/"),
                new Attempt("priority", "renice -n 0 -p " + pid),
                new Attempt("limits", "prlimit --pid " + pid + " --core=0:0"),
                new Attempt("state", "touch " + home + "/state/new && rm " + home + "/state/new"),
                new Attempt("home", "ls " + home)));
        try (Stream<Path> files = Files.walk(home)) {
            files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(home.resolve("state/work")))
                    .forEach(file -> {
                        all.add(new Attempt("read-" + home.relativize(file), "head -c 1 " + file));
                        all.add(new Attempt("open-to-write-" + home.relativize(file), ": >> " + file));
                    });
        }
        assertThat(all)
                .extracting(Attempt::name)
                .contains(
                        "read-policy.yaml",
                        "read-identity/web1.key",
                        "read-state/state.db",
                        "read-state/vault.db",
                        "read-identity/vault.keys");
        return all;
    }

    private static List<String> succeeded(String client, List<Attempt> attempts) throws Exception {
        StringBuilder line = new StringBuilder();
        for (Attempt attempt : attempts) {
            line.append("(" + attempt.script() + ") >/dev/null 2>&1 && echo " + attempt.name() + "; ");
        }
        String name = client + attempts.size() + ".cmd";
        String out = Replies.stdout(
                new Replies(parties.home(client)).awaitFor(parties, client, name, "@web1\n" + line + "echo end\n"));
        assertThat(out).endsWith("end\n");
        return out.lines().filter(text -> !text.equals("end")).toList();
    }
}
