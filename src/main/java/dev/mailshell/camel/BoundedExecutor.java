package dev.mailshell.camel;

import dev.mailshell.exec.Job;
import dev.mailshell.exec.JobRunner;
import java.nio.file.Path;
import org.apache.camel.component.exec.ExecCommand;
import org.apache.camel.component.exec.ExecCommandExecutor;
import org.apache.camel.component.exec.ExecResult;

/** Runs jobs for {@code exec:} by our own runner, since camel-exec's has no limits. */
final class BoundedExecutor implements ExecCommandExecutor {

    private final JobRunner runner;
    private final Path own;
    private final Path shared;

    /**
     * @param own where the directories of our own jobs are made
     * @param shared where those of other users' jobs are made: each folder above it lets others through
     */
    BoundedExecutor(JobRunner runner, Path own, Path shared) {
        this.runner = runner;
        this.own = own;
        this.shared = shared;
    }

    @Override
    public ExecResult execute(ExecCommand command) {
        Job job = ((JobCommand) command).job();
        Path directory = job.confinement().runAs().isPresent() ? shared : own;
        try {
            return new JobExecResult(command, runner.run(job, directory, ((JobCommand) command).control()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a job ran", e);
        }
    }
}
