package dev.mailshell.exec;

import dev.mailshell.model.Reason;
import dev.mailshell.model.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Limits of the system on each process of a job, as arguments of prlimit(1). A limit of our own that is lower stays. */
final class ResourceLimits {
    /** Without it, no process writes its memory to a file. */
    static final String NO_CORE = "--core=0:0";

    private static final String CORE = "Max core file size";
    private static final int ROOT = 0;
    // From the signal that a program may answer (XCPU) to the one that it may not (KILL).
    private static final long CPU_GRACE_SECONDS = 1;

    private final Inheritance inherited;

    ResourceLimits(Inheritance inherited) {
        this.inherited = inherited;
    }

    /** Whether a job without limits needs no prlimit. */
    boolean areInherited() {
        return inherited.hardLimit(CORE).equals(OptionalLong.of(0));
    }

    List<String> arguments(Resources resources) {
        List<String> arguments = new ArrayList<>();
        arguments.add(NO_CORE);
        resources.cpu().ifPresent(cpu -> arguments.add(cpu(Math.max(1, cpu.toSeconds()))));
        resources.memory().ifPresent(bytes -> arguments.add(both("as", "Max address space", bytes)));
        resources.processes().ifPresent(count -> arguments.add(both("nproc", "Max processes", count)));
        resources.fileSize().ifPresent(bytes -> arguments.add(both("fsize", "Max file size", bytes)));
        resources.openFiles().ifPresent(count -> arguments.add(both("nofile", "Max open files", count)));
        arguments.add("--");
        return List.copyOf(arguments);
    }

    /**
     * Refuses a number of processes where the system would not count, or would count us too.
     *
     * @param uid as whom the job runs
     * @param countedAlone whether the server and other jobs do not count for it
     */
    static void refuseUncounted(Resources resources, int uid, boolean countedAlone) throws StartFailure {
        if (resources.processes().isEmpty()) {
            return;
        }
        if (uid == ROOT) {
            throw unavailable(
                    "a number of processes is no limit for root",
                    "give the command run-as, or take the limit of processes out of the policy");
        }
        if (!countedAlone) {
            throw unavailable(
                    "a limit of processes would count those of the server, which runs as the same user",
                    "give the command run-as or sandbox: bubblewrap, or take the limit of processes out of the policy");
        }
    }

    static StartFailure unavailable(String fact, String hint) {
        return new StartFailure(Reason.LIMIT_UNAVAILABLE, fact, hint);
    }

    private String cpu(long seconds) {
        long soft = lower("Max cpu time", seconds);
        return "--cpu=" + soft + ":" + lower("Max cpu time", soft + CPU_GRACE_SECONDS);
    }

    private String both(String option, String name, long limit) {
        long lower = lower(name, limit);
        return "--" + option + "=" + lower + ":" + lower;
    }

    private long lower(String name, long limit) {
        return Math.min(limit, inherited.hardLimit(name).orElse(Long.MAX_VALUE));
    }
}
