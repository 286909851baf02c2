package dev.mailshell.exec;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs jobs as processes of this system, without a shell, with an environment that holds PATH, LANG, HOME, TMPDIR,
 * MAILSHELL_FILES, MAILSHELL_JOB and what the policy adds, and nothing of ours. None can gain privileges where setpriv(1) is
 * installed. Memory does not grow with what a job writes.
 *
 * <p>The whole process tree of a job is found through {@code /proc} on Linux, also daemons that left its session; elsewhere only
 * descendants of processes that are alive are found. A program that cannot be executed after all (a script without its
 * interpreter) exits with 126 or 127, as in a shell.
 *
 * <p>Named pipes for later jobs stay in a folder {@code .pipes-…} (mode 0700) in the folder of jobs, also after {@link #close()}: whoever
 * begins with an empty folder of jobs removes them.
 */
public final class BoundedRunner implements JobRunner {
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(2);
    private static final Duration REMOVAL_PATIENCE = Duration.ofSeconds(2);

    private final InstantSource clock;
    private final SecureRandom random;
    private final GroupKiller killer = new GroupKiller(KillShell::start);
    private final Launcher launcher;
    private final Removals removals = new Removals(REMOVAL_PATIENCE);
    private final Map<Path, SparePipes> spares = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> stop = new CompletableFuture<>();
    private final Map<String, CompletableFuture<Void>> endOfRunning = new ConcurrentHashMap<>();

    /**
     * @param clock for the times in results; timeouts do not depend on it
     * @param random for the names of jobs
     * @param grace time between TERM and KILL
     * @param hidden existing folders that no job in a sandbox sees, such as that of our keys
     */
    public BoundedRunner(InstantSource clock, SecureRandom random, Duration grace, List<Path> hidden) {
        this.clock = clock;
        this.random = random;
        Walls walls = new Walls(Inheritance.read(Path.of("/proc/self")), new Sandboxes(hidden, SystemdSandbox.BOOTED));
        this.launcher = new Launcher(walls, killer, grace);
    }

    /**
     * {@inheritDoc}
     *
     * <p>A job of another user needs us to be root, and every folder above {@code directory} to let that user through.
     * {@code directory} itself is made to do so; it must be ours, no link, and not writable by others.
     *
     * @throws UncheckedIOException if the output cannot be kept, the process table cannot be read or process groups cannot be killed; what
     *     was found of the tree is ended, and the job's directory removed, before
     */
    @Override
    public JobResult run(Job job, Path directory, JobControl control) throws InterruptedException {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        String jobId = newId();
        endOfRunning.put(jobId, ended);
        try {
            return runCounted(job, jobId, directory, control);
        } finally {
            control.hide();
            endOfRunning.remove(jobId);
            ended.complete(null);
        }
    }

    /** Ends all jobs that run and returns when their calls are about to; a later job is {@link JobResult.Stopped} at once. */
    @Override
    public void close() {
        stop.complete(null);
        endOfRunning.values().forEach(CompletableFuture::join);
        killer.close();
    }

    private JobResult runCounted(Job job, String jobId, Path parent, JobControl control) throws InterruptedException {
        Instant startedAt = clock.instant();
        if (control.cancelled().isDone()) {
            return unstarted(new JobResult.Cancelled(Optional.empty()), startedAt, parent.resolve(jobId));
        }
        if (stop.isDone()) {
            return unstarted(new JobResult.Stopped(), startedAt, parent.resolve(jobId));
        }
        JobDirectory directory;
        try {
            if (job.confinement().runAs().isPresent()) {
                new SharedFolder(parent).open();
            }
            directory = JobDirectory.create(parent, jobId, removals);
        } catch (StartFailure refused) {
            return unstarted(refused.end(), startedAt, parent.resolve(jobId));
        } catch (IOException failure) {
            return unstarted(Launcher.failure(failure).end(), startedAt, parent.resolve(jobId));
        }
        return runIn(directory, job, jobId, startedAt, control);
    }

    private JobResult runIn(JobDirectory directory, Job job, String jobId, Instant startedAt, JobControl control)
            throws InterruptedException {
        try {
            return launch(directory, job, jobId, startedAt, control);
        } catch (StartFailure failure) {
            return unstarted(failure.end(), startedAt, directory.root());
        } catch (IOException failure) {
            removals.removeAfter(failure, directory.root());
            throw new UncheckedIOException(failure);
        } catch (InterruptedException | RuntimeException failure) {
            removals.removeAfter(failure, directory.root());
            throw failure;
        }
    }

    private JobResult launch(JobDirectory directory, Job job, String jobId, Instant startedAt, JobControl control)
            throws StartFailure, IOException, InterruptedException {
        try (Streams streams = Streams.open(directory, pipes(job, directory.parent()), job.maxOutput())) {
            control.show(streams);
            JobProcess process = launcher.start(
                    job,
                    jobId,
                    directory,
                    streams.stdout().pipe(),
                    streams.stderr().pipe());
            streams.handOver();
            JobProcess.Ended ended = process.run(job.timeout(), stop, control.cancelled());
            Optional<CapturedStream> stdout = Optional.of(streams.stdout().finish(DRAIN_LIMIT));
            Optional<CapturedStream> stderr = Optional.of(streams.stderr().finish(DRAIN_LIMIT));
            return new JobResult(
                    ended.how(),
                    startedAt,
                    clock.instant(),
                    stdout,
                    stderr,
                    ended.survivors(),
                    directory.root(),
                    removal(directory.root()));
        }
    }

    private JobResult unstarted(JobResult.End end, Instant startedAt, Path directory) {
        return new JobResult(
                end,
                startedAt,
                clock.instant(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                directory,
                removal(directory));
    }

    /** Another user's job gets pipes of its own: it is not worth it to leave spares in a folder that is not ours alone. */
    private NamedPipes pipes(Job job, Path parent) {
        return job.confinement().runAs().isPresent()
                ? NamedPipes::make
                : spares.computeIfAbsent(parent, SparePipes::new);
    }

    private Closeable removal(Path directory) {
        return () -> removals.remove(directory);
    }

    private String newId() {
        byte[] id = new byte[16];
        random.nextBytes(id);
        return "job-" + HexFormat.of().formatHex(id);
    }
}
