package dev.mailshell.exec;

import dev.mailshell.model.Confinement;
import dev.mailshell.model.Reason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The whole environment of a job. Nothing of ours is inherited: it may hold passwords. */
final class Environment {
    /** Names the variable by which the processes of one job are found again. */
    static final String MARKER = "MAILSHELL_JOB";

    /** Names the variable that says where the files that came with a job are: they stay there if it works elsewhere. */
    static final String FILES = "MAILSHELL_FILES";

    /** The variables that each job has. */
    static final Set<String> NAMES = Set.of("PATH", "LANG", "HOME", "TMPDIR", FILES, MARKER);

    /** Where env(1) is. */
    static final String SETTER = "/usr/bin/env";

    private static final String OURS = "MAILSHELL_";
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private Environment() {}

    static Map<String, String> of(Path work, String jobId) {
        String place = work.toString();
        return Map.of(
                "PATH",
                Programs.SEARCH_PATH,
                "LANG",
                "C.UTF-8",
                "HOME",
                place,
                "TMPDIR",
                place,
                FILES,
                place,
                MARKER,
                jobId);
    }

    /**
     * The arguments of env(1) that bring what the policy adds; empty if that is nothing. They come last of all: no program before that
     * of the job, some of which run as root, sees a variable of the policy, such as {@code LD_PRELOAD}.
     *
     * @throws StartFailure if a variable is one of ours, or none that can be
     */
    static List<String> added(Confinement confinement, Path program) throws StartFailure {
        List<String> arguments = new ArrayList<>();
        confinement.directory().ifPresent(directory -> arguments.add("--chdir=" + directory));
        for (Map.Entry<String, String> variable : confinement.environment().entrySet()) {
            refuseImpossible(variable.getKey(), variable.getValue());
            arguments.add(variable.getKey() + "=" + variable.getValue());
        }
        if (!arguments.isEmpty() && program.toString().contains("=")) {
            throw failure(
                    "the program " + program + " has a = in its path, which env(1) takes for a variable",
                    "name it by a link without one");
        }
        return List.copyOf(arguments);
    }

    private static void refuseImpossible(String name, String value) throws StartFailure {
        if (!NAME.matcher(name).matches() || value.indexOf('\0') >= 0) {
            throw failure("the policy sets a variable that no environment can hold", "correct environment");
        }
        if (name.startsWith(OURS)) {
            throw failure(
                    "the policy sets " + name + ", but variables that begin with " + OURS + " are the server's own",
                    "give it another name");
        }
    }

    private static StartFailure failure(String fact, String hint) {
        return new StartFailure(Reason.START_FAILED, fact, hint);
    }
}
