package dev.mailshell.exec;

import dev.mailshell.model.Confinement;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Resources;
import dev.mailshell.model.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The walls around the jobs of this machine, from the outside in: a session of its own, the sandbox, the user and its privileges, limits
 * of the system, and what the policy sets for the program itself. What cannot be had refuses the job.
 */
final class Walls {
    private final Inheritance inherited;
    private final ResourceLimits limits;
    private final Sandboxes sandboxes;

    Walls(Inheritance inherited, Sandboxes sandboxes) {
        this.inherited = inherited;
        this.limits = new ResourceLimits(inherited);
        this.sandboxes = sandboxes;
    }

    /**
     * All of a job, outermost first.
     *
     * @param other as whom it runs; empty for us
     */
    List<Wall> around(Job job, Path program, JobDirectory directory, Optional<RunAs> other)
            throws StartFailure, IOException, InterruptedException {
        Confinement confinement = job.confinement();
        int ownUid = directory.ownUid();
        int uid = other.isPresent() ? other.get().uid() : ownUid;
        ResourceLimits.refuseUncounted(confinement.resources(), uid, other.isPresent() || hasOwnUsers(confinement));
        List<Wall> walls = new ArrayList<>();
        session(confinement, other.isPresent()).ifPresent(walls::add);
        if (confinement.sandbox().isPresent()) {
            walls.add(sandbox(confinement.sandbox().get(), job, program, directory, ownUid));
        }
        if (other.isPresent()) {
            walls.add(other.get().wall());
        } else {
            privileges(ownUid, confinement).ifPresent(walls::add);
        }
        List<String> added = Environment.added(confinement, program);
        limits(confinement, !added.isEmpty()).ifPresent(walls::add);
        if (!added.isEmpty()) {
            walls.add(Wall.prefix(Path.of(Environment.SETTER), added));
        }
        return walls;
    }

    /** Our child leads no process group, so setsid does not fork: the job keeps this pid, and its exit code reaches us. */
    private static Optional<Wall> session(Confinement confinement, boolean otherUser) throws StartFailure {
        Optional<Path> setsid = Programs.find("setsid");
        if (setsid.isEmpty() && otherUser) {
            // It could type into our terminal.
            throw new StartFailure(
                    Reason.RUN_AS_REFUSED,
                    "the program setsid was not found (needed to run as another user)",
                    "install util-linux");
        }
        if (setsid.isEmpty() && confinement.sandbox().isPresent()) {
            throw SandboxView.unavailable("the program setsid was not found", "install util-linux");
        }
        return setsid.map(program -> Wall.prefix(program, List.of()));
    }

    private Wall sandbox(Sandbox sandbox, Job job, Path program, JobDirectory directory, int ownUid)
            throws StartFailure, IOException, InterruptedException {
        SandboxView view = sandboxes.view(sandbox, directory);
        view.require("program", program);
        Optional<Path> workplace = WorkingDirectory.of(job.confinement());
        if (workplace.isPresent()) {
            view.require("working directory", workplace.get());
        }
        return sandboxes.wall(sandbox, view, ownUid, Environment.NAMES, job.timeout());
    }

    private Optional<Wall> privileges(int ownUid, Confinement confinement) throws StartFailure {
        boolean inSandbox = confinement.sandbox().isPresent();
        Optional<List<String>> arguments = Privileges.keep(ownUid, inSandbox, inherited);
        Optional<Path> setpriv = Programs.find("setpriv");
        if (setpriv.isEmpty() && inSandbox) {
            throw SandboxView.unavailable("the program setpriv was not found", "install util-linux");
        }
        return setpriv.isEmpty() ? Optional.empty() : arguments.map(given -> Wall.prefix(setpriv.get(), given));
    }

    /** @param added whether something of the policy comes between this wall and the program */
    private Optional<Wall> limits(Confinement confinement, boolean added) throws StartFailure {
        Resources resources = confinement.resources();
        boolean bare = resources.equals(Resources.UNLIMITED)
                && !added
                && confinement.sandbox().isEmpty();
        if (bare && limits.areInherited()) {
            return Optional.empty();
        }
        Optional<Path> prlimit = Programs.find("prlimit");
        if (prlimit.isEmpty() && !bare) {
            throw ResourceLimits.unavailable(
                    "the program prlimit was not found (needed for limits of the system)", "install util-linux");
        }
        return prlimit.map(program -> Wall.prefix(program, limits.arguments(resources)));
    }

    /** Processes in a namespace of users of their own are counted there, and bwrap makes one unless we are root. */
    private static boolean hasOwnUsers(Confinement confinement) {
        return confinement.sandbox().stream().anyMatch(sandbox -> sandbox.tool() == Sandbox.Tool.BUBBLEWRAP);
    }
}
