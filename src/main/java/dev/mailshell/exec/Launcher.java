package dev.mailshell.exec;

import dev.mailshell.model.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Starts jobs: in a session of their own where there is setsid(1), as another user by way of setpriv(1). */
final class Launcher {
    // The tick that is read before the start may be one that the process table rounds differently.
    private static final long TICKS_TOLERATED = 100;
    private static final Duration KILL_LIMIT = Duration.ofSeconds(10);

    private final ProcFs proc = new ProcFs();
    private final GroupKiller killer;
    private final Duration grace;

    Launcher(GroupKiller killer, Duration grace) {
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
            List<String> user = other.isPresent() ? other.get().prefix(RunAs.setpriv()) : List.of();
            Optional<Path> setsid = Programs.find("setsid");
            ProcessBuilder builder = new ProcessBuilder(command(setsid, user, program, job.argv()));
            builder.environment().clear();
            builder.environment().putAll(Environment.of(directory.work(), jobId));
            builder.directory(directory.work().toFile());
            builder.redirectInput(stdin.toFile())
                    .redirectOutput(stdout.toFile())
                    .redirectError(stderr.toFile());
            int uid = other.isPresent() ? other.get().uid() : directory.ownUid();
            return start(
                    builder,
                    new Origin(jobId, directory.root(), uid, other.isPresent(), bornSince(), setsid.isPresent()));
        } catch (IOException failure) {
            throw failure(failure);
        }
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
        if (job.confinement().runAs().isEmpty()) {
            return Optional.empty();
        }
        Optional<RunAs> other = RunAs.of(job.confinement().runAs().get(), directory.ownUid());
        if (other.isPresent()) {
            other.get().prepare(directory, ends, program);
        }
        return other;
    }

    private static List<String> command(Optional<Path> setsid, List<String> user, Path program, List<String> argv) {
        List<String> command = new ArrayList<>();
        // Our child leads no process group, so setsid does not fork: the job keeps this pid, and its exit code reaches
        // us.
        setsid.map(Path::toString).ifPresent(command::add);
        command.addAll(user);
        command.add(program.toString());
        command.addAll(argv.subList(1, argv.size()));
        return command;
    }

    private long bornSince() throws IOException {
        return proc.isThere() ? proc.ticks() - TICKS_TOLERATED : 0;
    }
}
