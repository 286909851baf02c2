package dev.mailshell.exec;

import dev.mailshell.model.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
     * @param workplace where the job works, if that is not its own directory
     * @throws StartFailure if it cannot
     */
    void prepare(JobDirectory directory, List<Path> ends, Path program, Optional<Path> workplace)
            throws StartFailure, IOException, InterruptedException {
        directory.giveTo(user, ends);
        List<String> own = List.of("-w", directory.work().toString());
        List<String> execute = List.of("-x", program.toString());
        List<String> enter = workplace
                .map(place -> List.of("-d", place.toString(), "-a", "-x", place.toString()))
                .orElse(own);
        if (can(all(own, execute, enter))) {
            return;
        }
        if (!can(own)) {
            throw refused(
                    "the user " + user.name() + " cannot reach the job's directory below " + directory.parent(),
                    "let every folder above it be passed through (chmod o+x), or choose another folder for jobs");
        }
        if (!can(execute)) {
            throw Programs.missing(
                    "the program " + program + " cannot be executed by the user " + user.name(),
                    "install it where that user can reach it");
        }
        throw WorkingDirectory.missing(
                "the user " + user.name() + " cannot enter the working directory " + workplace.orElse(directory.work()),
                "create it, and let that user pass through every folder above it");
    }

    /** Becomes the user, with nothing but what that user alone may do. */
    Wall wall() throws StartFailure {
        return Wall.prefix(setpriv(), Privileges.become(user));
    }

    private static Path setpriv() throws StartFailure {
        return Programs.find("setpriv")
                .orElseThrow(() -> refused(
                        "the program setpriv was not found (needed to run as another user)", "install util-linux"));
    }

    /** For one process that answers for all. */
    private static List<String> all(List<String> first, List<String> second, List<String> third) {
        return Stream.of(first, List.of("-a"), second, List.of("-a"), third)
                .flatMap(List::stream)
                .toList();
    }

    private boolean can(List<String> tests) throws StartFailure, IOException, InterruptedException {
        setpriv();
        List<String> arguments = new ArrayList<>(Privileges.become(user));
        arguments.add("/usr/bin/test");
        arguments.addAll(tests);
        SystemTool answer = SystemTool.run("setpriv", arguments);
        if (!answer.text().isEmpty()) {
            // test(1) says nothing: this is setpriv, which could not become the user.
            throw refused(
                    "the job cannot run as " + user.name() + " (" + answer.text() + ")",
                    "see why setpriv fails; the server needs the capabilities of root, CAP_SETPCAP too");
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
