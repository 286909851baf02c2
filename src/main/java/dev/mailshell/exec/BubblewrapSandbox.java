package dev.mailshell.exec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A sandbox by bwrap(1). As root it needs no namespace of users, and what is inside may become another user; otherwise the user stays
 * the same, and the system must let it make one.
 *
 * @param program where bwrap is
 * @param asRoot whether we are root
 * @param network whether the job sees the network
 */
record BubblewrapSandbox(Path program, SandboxView view, boolean asRoot, boolean network) implements Wall {
    private static final List<String> BASE = List.of(
            "--unshare-pid",
            "--unshare-ipc",
            "--unshare-uts",
            "--unshare-cgroup-try",
            // It and all in it end with the thread that starts it, which waits for it, and so when we are killed. They
            // have
            // no terminal to type into.
            "--die-with-parent",
            "--new-session",
            "--ro-bind",
            "/",
            "/",
            "--dev",
            "/dev",
            "--proc",
            "/proc",
            // A root without capabilities may still write to these.
            "--ro-bind",
            "/proc/sys",
            "/proc/sys",
            "--ro-bind-try",
            "/proc/sysrq-trigger",
            "/proc/sysrq-trigger");
    private static final List<String> RESOLVERS =
            List.of("/run/systemd/resolve", "/run/NetworkManager", "/run/resolvconf");

    /** What bwrap is asked for, without the program: whether that works is the same for each job. */
    List<String> namespaces() {
        List<String> options = new ArrayList<>();
        if (!asRoot) {
            options.add("--unshare-user");
        }
        if (!network) {
            options.add("--unshare-net");
        }
        options.addAll(BASE);
        return options;
    }

    @Override
    public List<String> around(List<String> command) {
        // bwrap ends at once on TERM, and all in it with it; so that is for what is inside, and bwrap ends with that.
        List<String> all = new ArrayList<>(List.of(Environment.SETTER, "--ignore-signal=TERM", program.toString()));
        all.addAll(namespaces());
        all.addAll(mounts());
        all.addAll(List.of("--", Environment.SETTER, "--default-signal=TERM"));
        all.addAll(command);
        return List.copyOf(all);
    }

    private List<String> mounts() {
        List<String> options = new ArrayList<>();
        for (SandboxView.Entry entry : view.entries()) {
            // bwrap would make them for root alone, and the user would not get through.
            view.missingAbove(entry)
                    .forEach(folder -> options.addAll(List.of("--perms", "0711", "--dir", folder.toString())));
            options.addAll(mount(entry));
        }
        if (network) {
            RESOLVERS.forEach(path -> options.addAll(List.of("--ro-bind-try", path, path)));
        }
        view.entries().stream()
                .filter(entry -> entry.kind() == SandboxView.Kind.HIDDEN)
                .forEach(entry ->
                        options.addAll(List.of("--remount-ro", entry.path().toString())));
        return options;
    }

    private static List<String> mount(SandboxView.Entry entry) {
        String path = entry.path().toString();
        return switch (entry.kind()) {
            case PRIVATE -> List.of("--perms", path.equals("/run") ? "0755" : "1777", "--tmpfs", path);
            case HIDDEN -> List.of("--perms", "0711", "--tmpfs", path);
            case WRITABLE -> List.of("--bind", path, path);
        };
    }
}
