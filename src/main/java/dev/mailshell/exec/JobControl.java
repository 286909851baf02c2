package dev.mailshell.exec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A hand on one job for those who do not run it. Safe for use by several threads, before, while and after it runs. */
public final class JobControl {

    private final CompletableFuture<Void> cancelled = new CompletableFuture<>();
    private Optional<Streams> streams = Optional.empty();

    /** Ends the job with all that it started; does not wait for that. One that has not started will not; nothing happens if it ended. */
    public void cancel() {
        cancelled.complete(null);
    }

    /**
     * What the job has written so far, each stream as it would be if it ended now; empty if it does not run.
     *
     * @param directory where copies of both are made, {@code stdout} and {@code stderr} (mode 0600); must have neither
     * @throws IOException if they cannot be copied
     */
    public synchronized Optional<Output> soFar(Path directory) throws IOException {
        if (streams.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Output(
                streams.get().stdout().soFar(directory.resolve("stdout")),
                streams.get().stderr().soFar(directory.resolve("stderr"))));
    }

    /** Both streams of a job. */
    public record Output(CapturedStream stdout, CapturedStream stderr) {}

    CompletableFuture<Void> cancelled() {
        return cancelled;
    }

    /** Lets others see what is captured. */
    synchronized void show(Streams captured) {
        streams = Optional.of(captured);
    }

    /** The job is over; waits for who is copying. */
    synchronized void hide() {
        streams = Optional.empty();
    }
}
