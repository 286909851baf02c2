package dev.mailshell.exec;

import dev.mailshell.model.Reason;
import dev.mailshell.model.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What of the file system a job in a sandbox sees: everything, read-only, but what is listed here. A later entry lies over earlier ones.
 *
 * @param work the job's own directory
 */
record SandboxView(List<Entry> entries, Path work) {
    /** Where everybody may write, or where the sockets of the system's services are. */
    static final List<Path> PRIVATE = List.of(Path.of("/tmp"), Path.of("/var/tmp"), Path.of("/run"));

    private static final List<Path> KERNEL = List.of(Path.of("/proc"), Path.of("/dev"), Path.of("/sys"));

    /** How the job sees what is at a path. */
    enum Kind {
        /** An empty folder that it may write to. */
        PRIVATE,
        /** The same as outside, and it may write to it as far as its user may. */
        WRITABLE,
        /** An empty folder that nobody can write to. */
        HIDDEN
    }

    record Entry(Kind kind, Path path) {}

    /**
     * The view of a job.
     *
     * @param hidden folders that no job sees, whatever the policy says
     * @throws StartFailure if something that shall be writable is not there, or would open the sandbox
     */
    static SandboxView of(Sandbox sandbox, JobDirectory directory, List<Path> hidden) throws StartFailure, IOException {
        List<Entry> entries = new ArrayList<>();
        PRIVATE.stream().filter(Files::isDirectory).forEach(path -> entries.add(new Entry(Kind.PRIVATE, path)));
        for (String path : sandbox.writable()) {
            entries.add(new Entry(Kind.WRITABLE, writable(path)));
        }
        for (Path path : hidden) {
            entries.add(new Entry(Kind.HIDDEN, path.toRealPath()));
        }
        if (new SandboxView(entries, directory.work()).shows(directory.parent())) {
            entries.add(new Entry(Kind.HIDDEN, directory.parent()));
        }
        entries.add(new Entry(Kind.WRITABLE, directory.work()));
        SandboxView view = new SandboxView(List.copyOf(entries), directory.work());
        view.refuseWritableButHidden();
        return view;
    }

    /** Whether what is at {@code path}, without links in it, is what is there outside. */
    boolean shows(Path path) {
        boolean shown = true;
        for (Entry entry : entries) {
            if (path.startsWith(entry.path())) {
                shown = entry.kind() == Kind.WRITABLE;
            }
        }
        return shown;
    }

    /** The folders above {@code entry}, the highest first, that are not there by the entries before it. */
    List<Path> missingAbove(Entry entry) {
        SandboxView before = new SandboxView(entries.subList(0, entries.indexOf(entry)), work);
        List<Path> missing = new ArrayList<>();
        for (Path folder = entry.path().getParent(); !before.has(folder); folder = folder.getParent()) {
            missing.add(0, folder);
        }
        return missing;
    }

    private boolean has(Path folder) {
        return shows(folder) || entries.stream().anyMatch(entry -> entry.path().equals(folder));
    }

    /** @throws StartFailure if a program or a directory that the job needs is not there in the sandbox */
    void require(String what, Path path) throws StartFailure, IOException {
        if (!shows(path.toRealPath()) || !shows(path.toAbsolutePath().normalize())) {
            throw unavailable(
                    "the " + what + " " + path
                            + " cannot be seen in the sandbox, where /tmp, /run and the server's home are empty",
                    "choose another place for it, or list its folder under writable");
        }
    }

    static StartFailure unavailable(String fact, String hint) {
        return new StartFailure(Reason.SANDBOX_UNAVAILABLE, fact, hint);
    }

    private static Path writable(String text) throws StartFailure, IOException {
        Path path;
        try {
            path = Path.of(text);
        } catch (InvalidPathException impossible) {
            throw unavailable("a writable directory of the sandbox cannot be named", "correct writable");
        }
        if (!path.isAbsolute() || !Files.isDirectory(path)) {
            throw unavailable(
                    "the writable directory " + path + " does not exist (expected the absolute path of a directory)",
                    "create it, or correct writable");
        }
        Path real = path.toRealPath();
        if (real.getParent() == null || KERNEL.stream().anyMatch(real::startsWith)) {
            throw unavailable("a sandbox in which " + path + " is writable is none", "name less under writable");
        }
        return real;
    }

    private void refuseWritableButHidden() throws StartFailure {
        for (Entry entry : entries) {
            if (entry.kind() == Kind.WRITABLE && !shows(entry.path())) {
                throw unavailable(
                        "the directory " + entry.path()
                                + " cannot be writable in the sandbox, which hides the server's home",
                        "choose one outside of the home");
            }
        }
    }
}
