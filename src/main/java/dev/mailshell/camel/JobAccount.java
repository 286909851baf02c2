package dev.mailshell.camel;

import dev.mailshell.exec.CapturedStream;
import dev.mailshell.exec.JobResult;
import dev.mailshell.mime.Attachment;
import dev.mailshell.model.Explanation;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.Form;
import dev.mailshell.model.Limits;
import dev.mailshell.model.Reason;
import dev.mailshell.model.StreamOutput;
import dev.mailshell.model.TimeSpan;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** How a job ended, in the words of a reply. */
final class JobAccount {

    /** {@code done} would say that nothing of it runs any more. */
    private static final Explanation LEFT = new Explanation(
            Reason.PROCESSES_LEFT,
            "processes that the command started could not be ended and run on",
            "look for them on the server; its log names some of them");

    private final Form form;
    private final JobResult result;
    private final JobResult.End end;
    private final Limits limits;
    private final List<Attachment> attachments = new ArrayList<>();

    private JobAccount(Outcome.Ran ran, Form form) {
        this.form = form;
        this.result = ran.result();
        this.end = ran.result().end();
        this.limits = ran.limits();
    }

    static Account of(Outcome.Ran ran, Form form) throws IOException {
        return new JobAccount(ran, form).account();
    }

    private Account account() throws IOException {
        Optional<StreamOutput> stdout = stream("stdout", result.stdout());
        Optional<StreamOutput> stderr = stream("stderr", result.stderr());
        return new Account(
                status(), exitCode(), signal(), startedAt(), result.finishedAt(), stdout, stderr, why(), attachments);
    }

    private Optional<StreamOutput> stream(String name, Optional<CapturedStream> captured) throws IOException {
        if (captured.isEmpty()) {
            return Optional.empty();
        }
        StreamOutput output = output(name, captured.get());
        if (output.content() instanceof StreamOutput.Attachment attached) {
            attachments.add(Attachment.whole(attached.name(), captured.get().file()));
        }
        return Optional.of(output);
    }

    /** A person's mail program opens a file by the ending of its name, and shows nobody base64. */
    private StreamOutput output(String name, CapturedStream captured) throws IOException {
        if (form == Form.MACHINE) {
            return OutputReader.read(name, captured, limits.inlineOutput());
        }
        StreamOutput output = OutputReader.read(name + ".txt", captured, limits.inlineOutput());
        return output.content() instanceof StreamOutput.Base64 ? output.attachedAs(name + ".bin") : output;
    }

    private FinalStatus status() {
        if (end instanceof JobResult.Exited exited) {
            return exited.code() == 0 && result.survivors().isEmpty() ? FinalStatus.DONE : FinalStatus.FAILED;
        }
        if (end instanceof JobResult.TimedOut) {
            return FinalStatus.TIMED_OUT;
        }
        return end instanceof JobResult.Stopped ? FinalStatus.INTERRUPTED : FinalStatus.FAILED;
    }

    private OptionalInt exitCode() {
        return end instanceof JobResult.Exited exited ? OptionalInt.of(exited.code()) : OptionalInt.empty();
    }

    private Optional<String> signal() {
        return end instanceof JobResult.TimedOut timedOut ? Optional.of(timedOut.signal()) : Optional.empty();
    }

    private Optional<Instant> startedAt() {
        return end instanceof JobResult.NotStarted ? Optional.empty() : Optional.of(result.startedAt());
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
}
