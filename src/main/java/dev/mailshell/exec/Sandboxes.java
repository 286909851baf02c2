package dev.mailshell.exec;

import dev.mailshell.model.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The sandboxes that this machine can give. One that cannot be given refuses the job. For many threads. */
final class Sandboxes {
    private static final int ROOT = 0;
    // More than the runner needs to end a job.
    private static final Duration TO_END = Duration.ofSeconds(30);

    private final List<Path> hidden;
    private final Path systemd;
    private final Set<List<String>> proven = ConcurrentHashMap.newKeySet();

    /**
     * @param hidden folders that no sandbox shows
     * @param systemd is there where systemd is the init
     */
    Sandboxes(List<Path> hidden, Path systemd) {
        this.hidden = List.copyOf(hidden);
        this.systemd = systemd;
    }

    SandboxView view(Sandbox sandbox, JobDirectory directory) throws StartFailure, IOException {
        return SandboxView.of(sandbox, directory, hidden);
    }

    /** @param environment the names of the variables that the job has */
    Wall wall(Sandbox sandbox, SandboxView view, int ownUid, Set<String> environment, Duration timeout)
            throws StartFailure, IOException, InterruptedException {
        return switch (sandbox.tool()) {
            case BUBBLEWRAP ->
                proven(new BubblewrapSandbox(
                        required("bwrap", "install bubblewrap"), view, ownUid == ROOT, sandbox.network()));
            case SYSTEMD_RUN -> {
                Path program = required("systemd-run", "install systemd, or use sandbox: bubblewrap");
                refuseUnlessBooted(ownUid);
                yield new SystemdSandbox(program, view, sandbox.network(), environment, timeout.plus(TO_END))
                        .refuseSpecialPaths();
            }
        };
    }

    /** Once for all jobs that need the same of the kernel. */
    private Wall proven(BubblewrapSandbox sandbox) throws StartFailure, IOException, InterruptedException {
        List<String> namespaces = sandbox.namespaces();
        if (!proven.contains(namespaces)) {
            List<String> trial = new ArrayList<>(namespaces);
            trial.addAll(List.of("--", Environment.SETTER, "--default-signal=TERM", "true"));
            SystemTool answer = SystemTool.run("bwrap", trial);
            if (!answer.succeeded()) {
                throw SandboxView.unavailable(
                        "bwrap cannot make a sandbox on this system (" + answer.text() + ")",
                        "let the server's user make namespaces (in a container: see docs/confinement.md), or take sandbox out of the policy");
            }
            proven.add(namespaces);
        }
        return sandbox;
    }

    private void refuseUnlessBooted(int ownUid) throws StartFailure {
        if (!Files.isDirectory(systemd)) {
            throw SandboxView.unavailable(
                    "systemd is not the init of this system (there is no " + systemd + ")",
                    "use sandbox: bubblewrap, or run the server where systemd was booted");
        }
        if (ownUid != ROOT) {
            throw SandboxView.unavailable(
                    "only root has systemd-run make a sandbox (was uid " + ownUid + ")",
                    "start the server as root, or use sandbox: bubblewrap");
        }
    }

    private static Path required(String name, String hint) throws StartFailure {
        return Programs.find(name)
                .orElseThrow(() -> SandboxView.unavailable("the program " + name + " was not found", hint));
    }
}
