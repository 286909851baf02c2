package dev.mailshell.exec;

import static dev.mailshell.exec.Jobs.as;
import static dev.mailshell.exec.Jobs.program;
import static dev.mailshell.exec.Jobs.shell;
import static dev.mailshell.exec.Jobs.text;
import static dev.mailshell.exec.RunAsTest.openToOthersAsRoot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a job has, as the kernel tells it. */
class PrivilegesTest {
    private static final String NONE = "0000000000000000";

    private final BoundedRunner runner = Jobs.runner();

    @TempDir
    private Path parent;

    @AfterEach
    void close() {
        runner.close();
    }

    @Test
    void anotherUsersJobHasItsUserAndGroupAndNothingElse() throws Exception {
        openToOthersAsRoot(parent);
        Map<String, String> status = status(as("nobody", program("cat", "/proc/self/status")));

        assertThat(status)
                .containsEntry("Uid", "65534\t65534\t65534\t65534")
                .containsEntry("Gid", "65534\t65534\t65534\t65534")
                .containsEntry("Groups", "")
                .containsEntry("CapInh", NONE)
                .containsEntry("CapPrm", NONE)
                .containsEntry("CapEff", NONE)
                .containsEntry("CapBnd", NONE)
                .containsEntry("CapAmb", NONE)
                .containsEntry("NoNewPrivs", "1");
    }

    @Test
    void anotherUserHasNoGroupThatTheServerHas() throws Exception {
        openToOthersAsRoot(parent);
        List<String> command = new ArrayList<>(List.of("setpriv", "--groups=1,2", "--", "setpriv"));
        command.addAll(Privileges.become(SystemUser.find("nobody").orElseThrow()));
        command.addAll(List.of("id", "-G"));

        Process process = new ProcessBuilder(command).start();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("65534\n");
    }

    @Test
    void noJobCanGainPrivileges() throws Exception {
        assertThat(status(program("cat", "/proc/self/status")))
                .containsEntry("NoNewPrivs", "1")
                .containsEntry("CapAmb", NONE);
    }

    @Test
    void aSetuidProgramGivesAnotherUsersJobNothing() throws Exception {
        openToOthersAsRoot(parent);
        Path setuid = Files.copy(Path.of("/usr/bin/id"), parent.resolve("id"));
        Files.setAttribute(setuid, "unix:mode", 04755);

        try (JobResult result = runner.run(as("nobody", shell(setuid + " -u; " + setuid + " -ru")), parent)) {
            assertThat(text(result.stdout())).isEqualTo("65534\n65534\n");
        }
        // Elsewhere it does give something, so the test can fail.
        Process control =
                new ProcessBuilder("setpriv", "--reuid=65534", "--clear-groups", setuid.toString(), "-u").start();
        assertThat(new String(control.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("0\n");
    }

    @Test
    void anotherUsersJobCannotBecomeSomebodyElse() throws Exception {
        openToOthersAsRoot(parent);
        String script = "su -c 'id -u' </dev/null; setpriv --reuid=0 id -u; setpriv --reuid=1 id -u; echo end";
        try (JobResult result = runner.run(as("nobody", shell(script)), parent)) {
            assertThat(text(result.stdout())).isEqualTo("end\n");
        }
    }

    @Test
    void aJobHasNoDescriptorsButItsStreams() throws Exception {
        assertThat(descriptors(program("ls", "/proc/self/fd"))).isEqualTo("0\n1\n2\n3\n");
        openToOthersAsRoot(parent);
        // The fourth is that of ls itself, for the folder.
        assertThat(descriptors(as("nobody", program("ls", "/proc/self/fd")))).isEqualTo("0\n1\n2\n3\n");
    }

    @Test
    void aJobHasNoTerminal() throws Exception {
        try (JobResult result = runner.run(shell("echo x > /dev/tty || ps -o tty= -p $$ | tr -d ' '"), parent)) {
            assertThat(text(result.stdout())).isEqualTo("?\n");
        }
    }

    @Test
    void anotherUsersJobDoesNotSeeFilesOfASecondOnesJob() throws Exception {
        openToOthersAsRoot(parent);
        FutureTask<JobResult> first = new FutureTask<>(
                () -> runner.run(as("games", shell("umask 0; echo x > secret; mkfifo go; cat go")), parent));
        new Thread(first).start();
        await().until(() -> Jobs.left(parent).stream().anyMatch(job -> Files.exists(job.resolve("work/go"))));
        Path job = Jobs.left(parent).get(0);
        Path written = job.resolve("work").resolve("secret");
        String script =
                "ls " + parent + " || ls " + job + " || cat " + written + " || ls " + job + "/streams || echo nothing";
        try (JobResult result = runner.run(as("nobody", shell(script)), parent)) {
            assertThat(text(result.stdout())).isEqualTo("nothing\n");
        } finally {
            runner.close();
            first.get().close();
        }
    }

    @Test
    void ourOwnUserIsNotBecomeButHasItsInheritableCapabilitiesDropped() {
        Inheritance some = new Inheritance(true, true, Map.of());
        Inheritance none = new Inheritance(true, false, Map.of());
        Inheritance fresh = new Inheritance(false, false, Map.of());

        assertThat(Privileges.keep(1000, false, some))
                .contains(List.of("--inh-caps=-all", "--ambient-caps=-all", "--no-new-privs", "--"));
        assertThat(Privileges.keep(1000, false, fresh)).contains(List.of("--no-new-privs", "--"));
        assertThat(Privileges.keep(1000, false, none)).isEmpty();
    }

    @Test
    void rootKeepsItsCapabilitiesOutsideOfASandboxOnly() {
        Inheritance fresh = new Inheritance(false, false, Map.of());
        Inheritance none = new Inheritance(true, false, Map.of());

        assertThat(Privileges.keep(0, false, fresh)).contains(List.of("--no-new-privs", "--"));
        assertThat(Privileges.keep(0, true, none).orElseThrow()).contains("--bounding-set=-all", "--inh-caps=-all");
    }

    private Map<String, String> status(Job job) throws Exception {
        try (JobResult result = runner.run(job, parent)) {
            return text(result.stdout())
                    .lines()
                    .map(line -> line.split(":\\s*", 2))
                    .collect(Collectors.toMap(line -> line[0], line -> line[1].strip()));
        }
    }

    private String descriptors(Job job) throws Exception {
        try (JobResult result = runner.run(job, parent)) {
            return text(result.stdout());
        }
    }
}
