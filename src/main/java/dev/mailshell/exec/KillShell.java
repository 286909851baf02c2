package dev.mailshell.exec;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** A shell that kills process groups until it is closed. It ends with us even if we are killed: then its stdin ends. */
final class KillShell implements Closeable {
    /** How many groups fit into one request: a pipe that is empty takes 4096 bytes without waiting. */
    static final int MAX_GROUPS = 80;

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String DONE = "done";
    // Java has no killpg(2), and kill(1) is not everywhere; the shell has it built in. The number is a group's for as
    // long as it has a member. It is somebody else's once a process has that pid that we do not know, hence the look at
    // the last moment.
    // The name of a process is the job's choice: it may hold lines, which only the last one follows, and patterns.
    // Who signals our whole group, as a terminal does, or all shells, does not mean this one: we need it to end jobs.
    private static final String SCRIPT =
            """
            set -f
            trap '' HUP INT QUIT TERM
            while IFS= read -r request; do
                for group in $request; do
                    id=${group%:*}
                    stat=
                    line=
                    while IFS= read -r line || [ -n "$line" ]; do stat=$line; done 2>/dev/null </proc/$id/stat
                    if [ -n "$stat" ]; then
                        set -- ${stat##*) }
                        [ "${20}" = "${group#*:}" ] || continue
                    fi
                    kill -s KILL -- -$id
                done
                echo done
            done
            """;

    private final Process shell;
    private final BufferedReader answers;
    private final ExecutorService reader = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "mailshell-kill");
        thread.setDaemon(true);
        return thread;
    });

    private KillShell(Process shell) {
        this.shell = shell;
        this.answers = new BufferedReader(new InputStreamReader(shell.getInputStream(), StandardCharsets.US_ASCII));
    }

    /** @throws IOException if there is no shell, or no room for one */
    static KillShell start() throws IOException {
        String program = Programs.find("sh")
                .orElseThrow(() -> new IOException("the program sh is not installed"))
                .toString();
        ProcessBuilder builder = new ProcessBuilder(program, "-c", SCRIPT, "mailshell-kill");
        builder.environment().clear();
        // It shows no trace of a job, and keeps no folder.
        builder.directory(new File("/"));
        return new KillShell(
                builder.redirectError(ProcessBuilder.Redirect.DISCARD).start());
    }

    ProcessHandle process() {
        return shell.toHandle();
    }

    boolean isAlive() {
        return shell.isAlive();
    }

    /**
     * Kills all processes of these groups; one that has none is no error.
     *
     * @param groups at most {@link #MAX_GROUPS}
     * @throws IOException if the shell has gone or does not answer; it is of no use any more then
     */
    void kill(Collection<ProcessGroup> groups) throws IOException {
        FutureTask<String> answer = new FutureTask<>(answers::readLine);
        reader.execute(answer);
        OutputStream requests = shell.getOutputStream();
        requests.write((request(groups) + "\n").getBytes(StandardCharsets.US_ASCII));
        requests.flush();
        if (!DONE.equals(await(answer))) {
            throw new IOException("process groups could not be killed (sh has ended)");
        }
    }

    /** Ends the shell, also one that hangs. */
    @Override
    public void close() {
        shell.destroyForcibly();
        reader.shutdown();
    }

    private static String await(FutureTask<String> answer) throws IOException {
        try {
            return Uninterrupted.get(answer, PATIENCE);
        } catch (TimeoutException late) {
            throw new IOException("process groups could not be killed in " + PATIENCE.toSeconds() + " s", late);
        } catch (ExecutionException failure) {
            throw new IOException("process groups could not be killed (sh has ended)", failure.getCause());
        }
    }

    private static String request(Collection<ProcessGroup> groups) {
        return groups.stream().map(KillShell::argument).collect(Collectors.joining(" "));
    }

    private static String argument(ProcessGroup group) {
        OptionalLong born = group.leaderBorn();
        return group.id() + ":" + (born.isPresent() ? Long.toString(born.getAsLong()) : "");
    }
}
