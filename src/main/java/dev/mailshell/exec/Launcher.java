package dev.mailshell.exec;

import dev.mailshell.model.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Starts jobs within their walls. */
final class Launcher {
    // The tick that is read before the start may be one that the process table rounds differently.
    private static final long TICKS_TOLERATED = 100;
    private static final Duration KILL_LIMIT = Duration.ofSeconds(10);

    private final ProcFs proc = new ProcFs();
    private final Walls walls;
    private final GroupKiller killer;
    private final Duration grace;

    Launcher(Walls walls, GroupKiller killer, Duration grace) {
        this.walls = walls;
        this.killer = killer;
        this.grace = grace;
    }

    JobProcess start(Job job, String jobId, JobDirectory directory, Path stdout, Path stderr)
            throws StartFailure, InterruptedException {
        Path program = Programs.resolve(job.argv().get(0));
        try {
            killer.prepare();
            Path stdin = directory.writeStdin(job);
            directory.writeFiles(job.files());
            Optional<RunAs> other = otherUser(job, directory, List.of(stdin, stdout, stderr), program);
            List<Wall> around = walls.around(job, program, directory, other);
            ProcessBuilder builder = inDirectory(directory, jobId, command(around, program, job.argv()))
                    .redirectInput(stdin.toFile())
                    .redirectOutput(stdout.toFile())
                    .redirectError(stderr.toFile());
            int uid = other.isPresent() ? other.get().uid() : directory.ownUid();
            boolean ownSession = Programs.find("setsid").isPresent();
            Origin origin = new Origin(jobId, directory.root(), uid, other.isPresent(), bornSince(), ownSession);
            // Right before the start, until which nobody but root and we can exchange it.
            verify(job, program, directory);
            return start(builder, origin);
        } catch (IOException failure) {
            throw failure(failure);
        }
    }

    private static ProcessBuilder inDirectory(JobDirectory directory, String jobId, List<String> command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.work().toFile());
        builder.environment().clear();
        builder.environment().putAll(Environment.of(directory.work(), jobId));
        return builder;
    }

    static StartFailure failure(IOException failure) {
        Throwable nearest = failure.getCause() == null ? failure : failure.getCause();
        return new StartFailure(
                Reason.START_FAILED,
                "the process could not be started (" + nearest.getMessage() + ")",
                "see the server's log, its free memory and its free disk space",
                failure);
    }

    private JobProcess start(ProcessBuilder builder, Origin origin) throws IOException {
        FirstRound round = new FirstRound(proc.pidMax(), System::nanoTime);
        Process first = builder.start();
        JobMembers members = proc.isThere()
                ? new ProcMembers(proc, new JobTraces(proc, origin), round, first)
                : new DescendantMembers(first.toHandle());
        return new JobProcess(first, new ProcessTree(members, killer, grace, KILL_LIMIT));
    }

    private static Optional<RunAs> otherUser(Job job, JobDirectory directory, List<Path> ends, Path program)
            throws StartFailure, IOException, InterruptedException {
        Optional<String> name = job.confinement().runAs();
        Optional<RunAs> other = name.isPresent() ? RunAs.of(name.get(), directory.ownUid()) : Optional.empty();
        Optional<Path> workplace = WorkingDirectory.of(job.confinement());
        if (other.isPresent()) {
            other.get().prepare(directory, ends, program, workplace);
        } else if (workplace.isPresent()) {
            WorkingDirectory.refuseUnlessReached(workplace.get());
        }
        return other;
    }

    private static void verify(Job job, Path program, JobDirectory directory) throws StartFailure, IOException {
        if (job.confinement().sha256().isPresent()) {
            new PinnedProgram(program, job.confinement().sha256().get(), directory.ownUid()).verify();
        }
    }

    private static List<String> command(List<Wall> around, Path program, List<String> argv) {
        List<String> command = new ArrayList<>(argv);
        command.set(0, program.toString());
        List<Wall> inwards = new ArrayList<>(around);
        Collections.reverse(inwards);
        for (Wall wall : inwards) {
            command = wall.around(command);
        }
        return command;
    }

    private long bornSince() throws IOException {
        return proc.isThere() ? proc.ticks() - TICKS_TOLERATED : 0;
    }
}
