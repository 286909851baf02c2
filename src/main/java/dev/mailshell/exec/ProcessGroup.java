package dev.mailshell.exec;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * A process group. To kill it is one act of the kernel, which no fork in the group can outrun.
 *
 * @param leaderBorn clock ticks from boot to the start of the process with that pid, if it is one that may be killed
 */
record ProcessGroup(long id, OptionalLong leaderBorn) {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    // Java has no killpg(2), and kill(1) is not everywhere; the shell has it built in. The number is a group's for as
    // long as it has a member. It is somebody else's once a process has that pid that we do not know, hence the look at
    // the last moment.
    // The name of a process is the job's choice: it may hold lines, which only the last one follows, and patterns.
    private static final String KILL =
            """
            set -f
            for group; do
                id=${group%:*}
                stat=
                while IFS= read -r line || [ -n "$line" ]; do stat=$line; done 2>/dev/null </proc/$id/stat
                if [ -n "$stat" ]; then
                    set -- ${stat##*) }
                    [ "${20}" = "${group#*:}" ] || continue
                fi
                kill -s KILL -- -$id
            done
            exit 0
            """;

    /** Kills all processes of these groups; one that has none is no error. */
    static void kill(Collection<ProcessGroup> groups) throws IOException {
        if (groups.isEmpty()) {
            return;
        }
        String shell = Programs.find("sh")
                .orElseThrow(() -> new IOException("the program sh is not installed"))
                .toString();
        List<String> command = new ArrayList<>(List.of(shell, "-c", KILL, shell));
        groups.forEach(group -> command.add(group.argument()));
        run(new ProcessBuilder(command));
    }

    private String argument() {
        return id + ":" + (leaderBorn.isPresent() ? Long.toString(leaderBorn.getAsLong()) : "");
    }

    private static void run(ProcessBuilder builder) throws IOException {
        builder.environment().clear();
        Process shell = builder.redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            int code = Uninterrupted.get(shell.onExit(), PATIENCE).exitValue();
            if (code != 0) {
                throw new IOException("process groups could not be killed (sh ended with " + code + ")");
            }
        } catch (TimeoutException late) {
            throw new IOException("process groups could not be killed in " + PATIENCE.toSeconds() + " s", late);
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            shell.destroyForcibly();
        }
    }
}
