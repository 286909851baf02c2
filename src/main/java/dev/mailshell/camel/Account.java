package dev.mailshell.camel;

import dev.mailshell.mime.Attachment;
import dev.mailshell.model.Explanation;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.StreamOutput;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a reply has to say beside who says it to whom.
 *
 * @param attachments each under the name that a stream calls it
 */
record Account(
        FinalStatus status,
        OptionalInt exitCode,
        Optional<String> signal,
        Optional<Instant> startedAt,
        Instant finishedAt,
        Optional<StreamOutput> stdout,
        Optional<StreamOutput> stderr,
        Optional<Explanation> why,
        List<Attachment> attachments) {

    Account {
        attachments = List.copyOf(attachments);
    }

    static Account of(String text, Instant now) {
        return new Account(
                FinalStatus.DONE,
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                now,
                Optional.of(OutputReader.text(text)),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    static Account of(Outcome.Ended ended, Instant now) {
        return new Account(
                ended.status(),
                ended.exitCode(),
                Optional.empty(),
                ended.startedAt(),
                now,
                Optional.empty(),
                Optional.empty(),
                Optional.of(ended.why()),
                List.of());
    }
}
