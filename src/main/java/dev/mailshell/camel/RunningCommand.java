package dev.mailshell.camel;

import dev.mailshell.exec.JobControl;
import dev.mailshell.exec.JobResult;
import dev.mailshell.model.IdentityName;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/** A command from just before the ledger says that it runs until its answer is written. */
final class RunningCommand {

    private final JobControl control = new JobControl();
    private final AtomicReference<IdentityName> canceller = new AtomicReference<>();
    private final CompletableFuture<Optional<JobResult.End>> end = new CompletableFuture<>();

    JobControl control() {
        return control;
    }

    /** Who called it back; empty if nobody did. */
    Optional<IdentityName> cancelledBy() {
        return Optional.ofNullable(canceller.get());
    }

    /** Ends its job; the first one who does is named in its answer. */
    void cancel(IdentityName by) {
        canceller.compareAndSet(null, by);
        control.cancel();
    }

    /** Its job has ended, or there will be none. */
    void ended(Optional<JobResult.End> how) {
        end.complete(how);
    }

    /**
     * How its job ended, once it has.
     *
     * @return empty if there was none
     * @throws TimeoutException if it has not ended by then
     */
    Optional<JobResult.End> awaitEnd(Duration patience) throws TimeoutException, InterruptedException {
        try {
            return end.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
