package dev.mailshell.exec;

import dev.mailshell.model.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Becomes another user on the way to the program. Whatever stands in the way refuses the job: there is no second choice. */
final class RunAs {
    private static final int ROOT = 0;

    private final SystemUser user;

    private RunAs(SystemUser user) {
        this.user = user;
    }

    /**
     * How to become {@code name}; empty if that is who we are.
     *
     * @param ownUid the user id of this process
     */
    static Optional<RunAs> of(String name, int ownUid) throws StartFailure, InterruptedException {
        SystemUser user = lookUp(name);
        if (user.uid() == ownUid) {
            return Optional.empty();
        }
        if (ownUid != ROOT) {
            throw refused(
                    "only root can run a job as another user (was uid " + ownUid + ", asked for " + name + ")",
                    "start the server as root, or take run-as out of the policy");
        }
        return Optional.of(new RunAs(user));
    }

    int uid() {
        return user.uid();
    }

    /**
     * Gives the job's files to the user and proves that it can work in its directory and execute the program.
     *
     * @throws StartFailure if it cannot
     */
    void prepare(JobDirectory directory, List<Path> ends, Path program)
            throws StartFailure, IOException, InterruptedException {
        directory.giveTo(user, ends);
        if (!can("-w", directory.work())) {
            throw refused(
                    "the user " + user.name() + " cannot reach the job's directory below " + directory.parent(),
                    "let every folder above it be passed through (chmod o+x), or choose another folder for jobs");
        }
        if (!can("-x", program)) {
            throw Programs.missing(
                    "the program " + program + " cannot be executed by the user " + user.name(),
                    "install it where that user can reach it");
        }
    }

    /** What goes before the program: it becomes the user with that user's groups, and can never gain privileges again. */
    List<String> prefix(Path setpriv) {
        return List.of(
                setpriv.toString(),
                "--reuid=" + user.uid(),
                "--regid=" + user.gid(),
                "--init-groups",
                "--no-new-privs",
                "--");
    }

    /** The program that {@link #prefix} needs. */
    static Path setpriv() throws StartFailure {
        return Programs.find("setpriv")
                .orElseThrow(() -> refused(
                        "the program setpriv was not found (needed to run as another user)", "install util-linux"));
    }

    private boolean can(String access, Path path) throws StartFailure, IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(prefix(setpriv()));
        arguments.remove(0);
        arguments.addAll(List.of("/usr/bin/test", access, path.toString()));
        SystemTool answer = SystemTool.run("setpriv", arguments);
        if (!answer.text().isEmpty()) {
            // test(1) says nothing: this is setpriv, which could not become the user.
            throw refused("the job cannot run as " + user.name() + " (" + answer.text() + ")", "see why setpriv fails");
        }
        return answer.succeeded();
    }

    private static SystemUser lookUp(String name) throws StartFailure, InterruptedException {
        try {
            return SystemUser.find(name)
                    .orElseThrow(() -> refused("there is no system user " + name, "create it, or correct run-as"));
        } catch (IOException failure) {
            throw new StartFailure(
                    Reason.RUN_AS_REFUSED,
                    "the system user " + name + " cannot be looked up (" + failure.getMessage() + ")",
                    "see that getent passwd works",
                    failure);
        }
    }

    private static StartFailure refused(String fact, String hint) {
        return new StartFailure(Reason.RUN_AS_REFUSED, fact, hint);
    }
}
