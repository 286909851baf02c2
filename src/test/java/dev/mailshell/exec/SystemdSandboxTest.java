package dev.mailshell.exec;

import static dev.mailshell.exec.Jobs.program;
import static dev.mailshell.exec.Jobs.sandboxed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.mailshell.exec.JobResult.NotStarted;
import dev.mailshell.exec.SandboxView.Entry;
import dev.mailshell.exec.SandboxView.Kind;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What systemd would be asked for; the tests run where it is not the init. */
class SystemdSandboxTest {
    private static final Path WORK = Path.of("/srv/jobs/1/work");

    @TempDir
    private Path parent;

    @Test
    void asksForAServiceThatSeesAndMayWriteNoMoreThanItsView() {
        List<String> command = sandbox(false).around(List.of("/bin/echo", "x"));

        assertThat(command)
                .startsWith("/usr/bin/systemd-run", "--quiet", "--collect", "--wait", "--pipe")
                .endsWith("--", "/bin/echo", "x")
                .contains(
                        "--property=ProtectSystem=strict",
                        "--property=PrivateTmp=yes",
                        "--property=PrivateNetwork=yes",
                        "--property=NoNewPrivileges=yes",
                        "--property=TemporaryFileSystem=/srv/home:ro",
                        "--property=BindPaths=/srv/data",
                        "--property=BindPaths=" + WORK,
                        "--property=WorkingDirectory=" + WORK,
                        "--property=RuntimeMaxSec=90000ms",
                        "--setenv=HOME");
        assertThat(sandbox(true).around(List.of("x"))).doesNotContain("--property=PrivateNetwork=yes");
    }

    @Test
    void keepsSystemdFromPuttingVariablesIntoArguments() {
        assertThat(sandbox(false).around(List.of("/bin/echo", "$HOME", "a${B}$$", "100%")))
                .endsWith("--", "/bin/echo", "$$HOME", "a$${B}$$$$", "100%");
    }

    @Test
    void refusesAPathThatSystemdWouldTakeForTwo() {
        SandboxView odd = new SandboxView(List.of(new Entry(Kind.WRITABLE, Path.of("/srv/a b"))), WORK);
        assertThatThrownBy(() -> new SystemdSandbox(
                                Path.of("/usr/bin/systemd-run"), odd, false, Set.of(), Duration.ofSeconds(1))
                        .refuseSpecialPaths())
                .isInstanceOfSatisfying(
                        StartFailure.class,
                        failure -> assertThat(failure.end().reason()).isEqualTo(Reason.SANDBOX_UNAVAILABLE));
    }

    @Test
    void isRefusedWhereSystemdIsNotTheInit() throws Exception {
        assumeFalse(Files.isDirectory(SystemdSandbox.BOOTED), "systemd is the init here");
        Sandbox sandbox = new Sandbox(Sandbox.Tool.SYSTEMD_RUN, false, List.of());
        try (BoundedRunner runner = Jobs.runner();
                JobResult result = runner.run(sandboxed(sandbox, program("true")), parent)) {
            assertThat(result.end()).asInstanceOf(type(NotStarted.class)).satisfies(end -> {
                assertThat(end.reason()).isEqualTo(Reason.SANDBOX_UNAVAILABLE);
                assertThat(end.hint()).contains("bubblewrap");
            });
        }
    }

    private static SystemdSandbox sandbox(boolean network) {
        SandboxView view = new SandboxView(
                List.of(
                        new Entry(Kind.PRIVATE, Path.of("/tmp")),
                        new Entry(Kind.WRITABLE, Path.of("/srv/data")),
                        new Entry(Kind.HIDDEN, Path.of("/srv/home")),
                        new Entry(Kind.WRITABLE, WORK)),
                WORK);
        return new SystemdSandbox(
                Path.of("/usr/bin/systemd-run"), view, network, Environment.NAMES, Duration.ofSeconds(90));
    }
}
