package dev.mailshell.exec;

import java.nio.file.Path;
import java.util.Map;

/** The whole environment of a job. Nothing of ours is inherited: it may hold passwords. */
final class Environment {
    /** Names the variable by which the processes of one job are found again. */
    static final String MARKER = "MAILSHELL_JOB";

    private Environment() {}

    static Map<String, String> of(Path home, String jobId) {
        return Map.of(
                "PATH",
                Programs.SEARCH_PATH,
                "LANG",
                "C.UTF-8",
                "HOME",
                home.toString(),
                "TMPDIR",
                home.toString(),
                MARKER,
                jobId);
    }
}
