package dev.mailshell.exec;

import java.nio.file.Path;

/** Runs jobs. Safe for use by several threads; {@link #close()} ends whatever runs. */
public interface JobRunner extends AutoCloseable {

    /**
     * Runs a job to its end, which comes when its first process ends or its time is up; whatever else of its process tree is
     * found alive then is ended too. A process that shed every trace of its job is not found; one that cannot be ended is given up
     * after 10 s.
     *
     * @param directory where the job's own directory is made (mode 0700); the caller closes the result, which removes it
     * @param control by which others can cancel it and see what it has written; of this job alone
     * @return how it ended; a job that cannot be started is a result, not an exception
     * @throws InterruptedException if the calling thread is interrupted; the tree is ended before
     */
    JobResult run(Job job, Path directory, JobControl control) throws InterruptedException;

    /** As above, for a job that nobody cancels. */
    default JobResult run(Job job, Path directory) throws InterruptedException {
        return run(job, directory, new JobControl());
    }

    @Override
    void close();
}
