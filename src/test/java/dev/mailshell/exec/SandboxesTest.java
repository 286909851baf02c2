package dev.mailshell.exec;

import static dev.mailshell.exec.Jobs.as;
import static dev.mailshell.exec.Jobs.lasting;
import static dev.mailshell.exec.Jobs.nap;
import static dev.mailshell.exec.Jobs.program;
import static dev.mailshell.exec.Jobs.sandboxed;
import static dev.mailshell.exec.Jobs.shell;
import static dev.mailshell.exec.Jobs.sleepers;
import static dev.mailshell.exec.Jobs.text;
import static dev.mailshell.exec.RunAsTest.openToOthersAsRoot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import dev.mailshell.exec.JobResult.Exited;
import dev.mailshell.exec.JobResult.NotStarted;
import dev.mailshell.exec.JobResult.Stopped;
import dev.mailshell.exec.JobResult.TimedOut;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Sandbox;
import dev.mailshell.realmail.Prerequisite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real sandboxes: as the server's own user, and as another one. */
class SandboxesTest {
    private static final Sandbox CLOSED = new Sandbox(Sandbox.Tool.BUBBLEWRAP, false, List.of());

    @TempDir
    private Path parent;

    @TempDir
    private Path home;

    @TempDir
    private Path writable;

    private BoundedRunner runner;

    @BeforeEach
    void start() throws Exception {
        Prerequisite.require(Programs.find("bwrap").isPresent(), "bwrap is not installed");
        Prerequisite.require(
                SystemTool.run("bwrap", List.of("--ro-bind", "/", "/", "--unshare-pid", "--proc", "/proc", "true"))
                        .succeeded(),
                "this system lets nobody make namespaces");
        runner = new BoundedRunner(Clock.systemUTC(), new SecureRandom(), Duration.ofMillis(200), List.of(home));
    }

    @AfterEach
    void close() {
        runner.close();
    }

    @Test
    void runsAsUsualInItsOwnDirectory() throws Exception {
        assertThat(output(CLOSED, "echo x > file; cat file; pwd; echo e >&2; [ $TMPDIR = $(pwd) ] && exit 3"))
                .matches("x\n.*/work\n");
        assertEnd(CLOSED, "exit 3", new Exited(3));
        assertEnd(CLOSED, "kill -KILL $$", new Exited(137));
    }

    @Test
    void canWriteNowhereElse() throws Exception {
        String script =
                "for d in / /etc /usr /var /home /root /opt /sys /proc/sys/kernel; do touch $d/x && echo $d; done; "
                        + "(: >> /proc/sys/kernel/core_pattern) && echo kernel; echo end";
        assertThat(output(CLOSED, script)).isEqualTo("end\n");
    }

    @Test
    void hasATmpOfItsOwn() throws Exception {
        Path outside = Files.createTempFile("mailshell-sandbox", null);
        assertThat(output(CLOSED, "ls /tmp | grep -c mailshell-sandbox; echo x > /tmp/mine && cat /tmp/mine"))
                .isEqualTo("0\nx\n");
        assertThat(Path.of("/tmp/mine")).doesNotExist();
        Files.delete(outside);
    }

    @Test
    void seesNoOtherProcess() throws Exception {
        String server = Long.toString(ProcessHandle.current().pid());
        assertThat(output(CLOSED, "ls -d /proc/[0-9]* | wc -l; tr '\\0' ' ' < /proc/1/cmdline | cut -d' ' -f1"))
                .matches("[2-9]\n.*bwrap\n");
        assertThat(output(CLOSED, "kill -0 " + server + " 2>/dev/null || echo none"))
                .isEqualTo("none\n");
    }

    @Test
    void seesNoNetworkUnlessThePolicySaysSo() throws Exception {
        String interfaces = "tail -n +3 /proc/net/dev | cut -d: -f1 | tr -d ' ' | grep -v '^lo$' | wc -l";
        assertThat(output(CLOSED, interfaces)).isEqualTo("0\n");
        Sandbox open = new Sandbox(Sandbox.Tool.BUBBLEWRAP, true, List.of());
        assertThat(output(open, "cat /proc/net/dev | wc -l"))
                .isEqualTo(Files.readAllLines(Path.of("/proc/net/dev")).size() + "\n");
    }

    @Test
    void doesNotSeeTheServersHome() throws Exception {
        Files.writeString(home.resolve("key"), "secret");
        assertThat(output(
                        CLOSED,
                        "cat " + home.resolve("key") + " || ls -A " + home + "; touch " + home + "/x || echo no"))
                .isEqualTo("no\n");
        Sandbox asked = new Sandbox(
                Sandbox.Tool.BUBBLEWRAP, false, List.of(home.getParent().toString()));
        assertThat(output(asked, "cat " + home.resolve("key") + " || ls -A " + home))
                .isEmpty();
        assertRefused(new Sandbox(Sandbox.Tool.BUBBLEWRAP, false, List.of(home.toString())));
    }

    @Test
    void canWriteWhereThePolicySaysSo() throws Exception {
        Sandbox open = new Sandbox(Sandbox.Tool.BUBBLEWRAP, false, List.of(writable.toString()));
        assertThat(output(open, "echo x > " + writable + "/file; cat " + writable + "/file"))
                .isEqualTo("x\n");
        assertThat(writable.resolve("file")).hasContent("x");
    }

    @Test
    void doesNotSeeFilesOfOtherJobs() throws Exception {
        Path other = Files.createDirectories(parent.resolve("job-other/work"));
        Files.writeString(other.resolve("secret"), "secret");
        assertThat(output(CLOSED, "ls $PWD/../..; cat " + other + "/secret || echo none"))
                .endsWith("none\n");
        assertThat(output(CLOSED, "ls $PWD/../.. | grep -c job-other")).isEqualTo("0\n");
    }

    @Test
    void hasNoCapabilitiesEvenAsRoot() throws Exception {
        assertThat(output(CLOSED, "grep -E '^Cap|^NoNew' /proc/self/status | cut -f2 | sort -u"))
                .isEqualTo("0000000000000000\n1\n");
        assertThat(output(CLOSED, "mount -o remount,rw / || umount " + home + " || echo closed"))
                .isEqualTo("closed\n");
    }

    @Test
    void goesWithAnotherUser() throws Exception {
        openToOthersAsRoot(parent);
        String script =
                "id -u; id -G; grep CapEff /proc/self/status | cut -f2; echo x > f; cat f; touch /tmp/y && echo tmp;"
                        + " echo e > /dev/stderr; ls /proc/self/fd | wc -l; kill -0 1 || echo cannot;"
                        + " echo path > $TMPDIR/g; cat $MAILSHELL_FILES/g";
        try (JobResult result = runner.run(as("nobody", sandboxed(CLOSED, shell(script))), parent)) {
            assertThat(text(result.stdout())).isEqualTo("65534\n65534\n0000000000000000\nx\ntmp\n4\ncannot\npath\n");
            assertThat(text(result.stderr())).startsWith("e\n");
        }
        assertThat(Jobs.left(parent)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sleep NAP & sleep NAP; :",
                "trap '' TERM; sleep NAP; sleep NAP",
                // No trace at all is left.
                "cd /; env -i setsid sh -c 'sleep NAP & exit' >/dev/null 2>&1 </dev/null; sleep NAP; :",
            })
    void endsTheWholeTreeWhenTheTimeIsUp(String script) throws Exception {
        String nap = nap();
        Job job = lasting(Duration.ofSeconds(1), sandboxed(CLOSED, shell(script.replace("NAP", nap))));
        try (JobResult result = runner.run(job, parent)) {
            assertThat(result.end()).isInstanceOf(TimedOut.class);
            assertThat(result.survivors()).isEmpty();
        }
        await().until(() -> sleepers(nap).isEmpty());
    }

    @Test
    void letsAProgramCleanUpOnTerm() throws Exception {
        String script = "trap 'echo bye; exit 0' TERM; echo hi; while :; do sleep 0.05; done";
        try (JobResult result = runner.run(lasting(Duration.ofSeconds(2), sandboxed(CLOSED, shell(script))), parent)) {
            assertThat(result.end()).isEqualTo(new TimedOut("TERM"));
            assertThat(text(result.stdout())).isEqualTo("hi\nbye\n");
        }
    }

    @Test
    void endsAnotherUsersDaemonsWithTheirFirstProcess() throws Exception {
        openToOthersAsRoot(parent);
        String nap = nap();
        String script = "cd /; env -i setsid sh -c 'sleep " + nap + " & exit' >/dev/null 2>&1 </dev/null; exit 5";
        try (JobResult result = runner.run(as("nobody", sandboxed(CLOSED, shell(script))), parent)) {
            assertThat(result.end()).isEqualTo(new Exited(5));
        }
        await().until(() -> sleepers(nap).isEmpty());
    }

    @Test
    void endsWhenTheRunnerIsClosed() throws Exception {
        String nap = nap();
        FutureTask<JobResult> job =
                new FutureTask<>(() -> runner.run(sandboxed(CLOSED, shell("setsid sleep " + nap)), parent));
        new Thread(job).start();
        await().until(() -> !sleepers(nap).isEmpty());

        runner.close();

        try (JobResult result = job.get()) {
            assertThat(result.end()).isEqualTo(new Stopped());
        }
        await().until(() -> sleepers(nap).isEmpty());
    }

    @Test
    void refusesAProgramThatTheSandboxHides() throws Exception {
        Path hidden = Files.copy(Path.of("/bin/true"), home.resolve("program"));
        Files.setPosixFilePermissions(hidden, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertRefused(sandboxed(CLOSED, program(hidden.toString())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/proc", "/dev", "/sys/kernel", "/no/such/directory", "relative", "/etc/passwd"})
    void refusesWhatWouldOpenItOrIsNotThere(String path) throws Exception {
        assertRefused(new Sandbox(Sandbox.Tool.BUBBLEWRAP, false, List.of(path)));
    }

    private void assertRefused(Sandbox sandbox) throws Exception {
        assertRefused(sandboxed(sandbox, program("true")));
    }

    private void assertRefused(Job job) throws Exception {
        try (JobResult result = runner.run(job, parent)) {
            assertThat(result.end())
                    .asInstanceOf(type(NotStarted.class))
                    .extracting(NotStarted::reason)
                    .isEqualTo(Reason.SANDBOX_UNAVAILABLE);
        }
    }

    private void assertEnd(Sandbox sandbox, String script, JobResult.End end) throws Exception {
        try (JobResult result = runner.run(sandboxed(sandbox, shell(script)), parent)) {
            assertThat(result.end()).isEqualTo(end);
        }
    }

    private String output(Sandbox sandbox, String script) throws Exception {
        try (JobResult result = runner.run(sandboxed(sandbox, shell(script)), parent)) {
            assertThat(result.end()).isInstanceOf(Exited.class);
            return text(result.stdout());
        }
    }
}
