package dev.mailshell.camel;

import dev.mailshell.exec.CapturedStream;
import dev.mailshell.exec.JobResult;
import dev.mailshell.model.Explanation;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.Form;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Limits;
import dev.mailshell.model.Reason;
import dev.mailshell.model.StreamOutput;
import dev.mailshell.model.TimeSpan;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** How a job ended, in the words of a reply. */
final class JobAccount {

    /** {@code done} would say that nothing of it runs any more. */
    private static final Explanation LEFT = new Explanation(
            Reason.PROCESSES_LEFT,
            "processes that the command started could not be ended and run on",
            "look for them on the server; its log names some of them");

    private final JobResult result;
    private final JobResult.End end;
    private final Limits limits;
    private final Optional<IdentityName> cancelledBy;
    private final ReplyStreams streams;

    private JobAccount(Outcome.Ran ran, Form form) {
        this.result = ran.result();
        this.end = ran.result().end();
        this.limits = ran.limits();
        this.cancelledBy = ran.cancelledBy();
        this.streams = new ReplyStreams(form, limits.inlineOutput());
    }

    static Account of(Outcome.Ran ran, Form form) throws IOException {
        return new JobAccount(ran, form).account();
    }

    private Account account() throws IOException {
        Optional<StreamOutput> stdout = stream("stdout", result.stdout());
        Optional<StreamOutput> stderr = stream("stderr", result.stderr());
        return new Account(
                status(),
                exitCode(),
                signal(),
                startedAt(),
                result.finishedAt(),
                stdout,
                stderr,
                why(),
                streams.attachments());
    }

    private Optional<StreamOutput> stream(String name, Optional<CapturedStream> captured) throws IOException {
        return captured.isEmpty() ? Optional.empty() : Optional.of(streams.add(name, captured.get()));
    }

    private FinalStatus status() {
        if (end instanceof JobResult.Exited exited) {
            return exited.code() == 0 && result.survivors().isEmpty() ? FinalStatus.DONE : FinalStatus.FAILED;
        }
        if (end instanceof JobResult.TimedOut) {
            return FinalStatus.TIMED_OUT;
        }
        if (end instanceof JobResult.Cancelled) {
            return FinalStatus.CANCELLED;
        }
        return end instanceof JobResult.Stopped ? FinalStatus.INTERRUPTED : FinalStatus.FAILED;
    }

    private OptionalInt exitCode() {
        return end instanceof JobResult.Exited exited ? OptionalInt.of(exited.code()) : OptionalInt.empty();
    }

    private Optional<String> signal() {
        if (end instanceof JobResult.Cancelled cancelled) {
            return cancelled.signal();
        }
        return end instanceof JobResult.TimedOut timedOut ? Optional.of(timedOut.signal()) : Optional.empty();
    }

    private Optional<Instant> startedAt() {
        boolean cancelledBefore = end instanceof JobResult.Cancelled cancelled
                && cancelled.signal().isEmpty();
        boolean unstarted = cancelledBefore || end instanceof JobResult.NotStarted;
        return unstarted ? Optional.empty() : Optional.of(result.startedAt());
    }

    private Optional<Explanation> why() {
        if (end instanceof JobResult.TimedOut) {
            return Optional.of(new Explanation(
                    Reason.TIMED_OUT,
                    "the command did not end within " + TimeSpan.format(limits.timeout()),
                    "ask for more time if the policy allows it, or start it as a service of its own"));
        }
        if (end instanceof JobResult.NotStarted not) {
            return Optional.of(new Explanation(not.reason(), not.fact(), not.hint()));
        }
        if (end instanceof JobResult.Cancelled cancelled) {
            return Optional.of(cancelled.signal().isEmpty() ? cancelledBefore(by()) : cancelledWhileRunning(by()));
        }
        if (end instanceof JobResult.Stopped) {
            return Optional.of(Interruption.WHY);
        }
        if (!result.survivors().isEmpty()) {
            return Optional.of(LEFT);
        }
        return end instanceof JobResult.Exited exited
                ? ExceededLimit.of(exited.code(), limits.confinement().resources())
                : Optional.empty();
    }

    private IdentityName by() {
        return cancelledBy.orElseThrow();
    }

    /** Of a command that was called back before it began. */
    static Explanation cancelledBefore(IdentityName by) {
        return new Explanation(
                Reason.CANCELLED,
                by + " cancelled it before it began; it has not run and will not run",
                "send a new command if it shall run after all");
    }

    private static Explanation cancelledWhileRunning(IdentityName by) {
        return new Explanation(
                Reason.CANCELLED,
                by + " cancelled it while it ran; it and all that it started were ended",
                "look at what it has done until then");
    }
}
