package dev.mailshell.exec;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A sandbox by systemd-run(1): a service for as long as the job runs. systemd starts it, not we, so it ends at its own time limit even if
 * we are killed.
 *
 * @param program where systemd-run is
 * @param environment the names of the variables that it takes over
 * @param lifetime after which systemd ends it if nobody else has
 */
record SystemdSandbox(Path program, SandboxView view, boolean network, Set<String> environment, Duration lifetime)
        implements Wall {
    /** There where systemd is the init of the system. */
    static final Path BOOTED = Path.of("/run/systemd/system");

    private static final List<String> PROPERTIES = List.of(
            "ProtectSystem=strict",
            "ProtectHome=read-only",
            "PrivateTmp=yes",
            "PrivateDevices=yes",
            "PrivateIPC=yes",
            "ProtectProc=invisible",
            "ProtectHostname=yes",
            "ProtectClock=yes",
            "ProtectKernelTunables=yes",
            "ProtectKernelModules=yes",
            "ProtectKernelLogs=yes",
            "ProtectControlGroups=yes",
            "RestrictSUIDSGID=yes",
            "NoNewPrivileges=yes",
            "TemporaryFileSystem=/run:ro");
    // Of a list of paths these would change the meaning.
    private static final Pattern PLAIN = Pattern.compile("[^\\s:%$\"'\\\\]+");

    SystemdSandbox {
        environment = Set.copyOf(environment);
    }

    /** @throws StartFailure if a path cannot be said to systemd */
    SystemdSandbox refuseSpecialPaths() throws StartFailure {
        for (SandboxView.Entry entry : view.entries()) {
            if (!PLAIN.matcher(entry.path().toString()).matches()) {
                throw SandboxView.unavailable(
                        "the path " + entry.path()
                                + " has a space or another character that systemd-run would not take as it is",
                        "use sandbox: bubblewrap, or another path");
            }
        }
        return this;
    }

    @Override
    public List<String> around(List<String> command) {
        List<String> all = new ArrayList<>(
                List.of(program.toString(), "--quiet", "--collect", "--wait", "--pipe", "--service-type=exec"));
        PROPERTIES.forEach(property -> all.add("--property=" + property));
        if (!network) {
            all.add("--property=PrivateNetwork=yes");
        }
        all.add("--property=RuntimeMaxSec=" + lifetime.toMillis() + "ms");
        all.add("--property=WorkingDirectory=" + view.work());
        view.entries().forEach(entry -> property(entry).ifPresent(all::add));
        // By name only: what follows a = would be in the list of processes.
        new TreeSet<>(environment).forEach(name -> all.add("--setenv=" + name));
        all.add("--");
        // systemd puts variables in the place of $NAME in arguments, and $ in that of $$.
        command.forEach(argument -> all.add(argument.replace("$", "$$")));
        return List.copyOf(all);
    }

    private static Optional<String> property(SandboxView.Entry entry) {
        return switch (entry.kind()) {
            case PRIVATE -> Optional.empty();
            case HIDDEN -> Optional.of("--property=TemporaryFileSystem=" + entry.path() + ":ro");
            case WRITABLE -> Optional.of("--property=BindPaths=" + entry.path());
        };
    }
}
