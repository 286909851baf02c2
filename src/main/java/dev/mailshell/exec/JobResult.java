package dev.mailshell.exec;

import dev.mailshell.model.Reason;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a job ended, and what it wrote.
 *
 * @param stdout empty if it was not started
 * @param stderr empty if it was not started
 * @param survivors the pids of processes that could not be killed; normally none
 * @param directory holds all files of the job: where it worked, and the captured streams
 * @param removal removes {@code directory}
 */
public record JobResult(
        End end,
        Instant startedAt,
        Instant finishedAt,
        Optional<CapturedStream> stdout,
        Optional<CapturedStream> stderr,
        List<Long> survivors,
        Path directory,
        Closeable removal)
        implements AutoCloseable {

    /** Copies {@code survivors}. */
    public JobResult {
        survivors = List.copyOf(survivors);
    }

    /** How a job ended. */
    public sealed interface End {}

    /** Its first process exited; a process that a signal ended has 128 plus the signal's number, as in a shell. */
    public record Exited(int code) implements End {}

    /** Its time was up; {@code signal} is what its first process ended by: TERM or KILL. */
    public record TimedOut(String signal) implements End {}

    /**
     * It was ended, or never started, because it was cancelled.
     *
     * @param signal what its first process ended by: TERM or KILL; empty if it was never started
     */
    public record Cancelled(Optional<String> signal) implements End {}

    /** It was ended, or never started, because the runner was closed. */
    public record Stopped() implements End {}

    /** It could not be started. */
    public record NotStarted(Reason reason, String fact, String hint) implements End {}

    /**
     * Removes the job's directory with all that is in it; follows no links. After 2 s, the rest is left to one thread of the
     * runner.
     *
     * @throws IOException if something of it cannot be removed, or too many others wait for that thread
     */
    @Override
    public void close() throws IOException {
        removal.close();
    }
}
