package dev.mailshell.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.mailshell.model.Explanation;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.InvalidMessage;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Reply;
import dev.mailshell.model.StreamOutput;
import dev.mailshell.model.Warning;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** A {@link Reply} as version 1 writes it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"v", "id", "replyId", "from", "to", "status"})
record ReplyDocument(
        @JsonProperty("v") Integer version,
        String id,
        String replyId,
        String from,
        List<String> to,
        String status,
        Integer exitCode,
        String signal,
        String receivedAt,
        String startedAt,
        String finishedAt,
        StreamDocument stdout,
        StreamDocument stderr,
        ReasonDocument reason,
        List<WarningDocument> warnings,
        AuditDocument audit,
        Integer part,
        Integer parts) {

    /** Exactly one of {@code text}, {@code base64} and {@code attachment}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StreamDocument(String text, String base64, String attachment, Long bytes, Boolean truncated, String sha256) {

        static StreamDocument of(StreamOutput output) {
            StreamOutput.Content content = output.content();
            return new StreamDocument(
                    content instanceof StreamOutput.Text inline ? inline.text() : null,
                    content instanceof StreamOutput.Base64 inline ? inline.base64() : null,
                    content instanceof StreamOutput.Attachment attached ? attached.name() : null,
                    output.bytes(),
                    output.truncated(),
                    output.sha256());
        }

        StreamOutput toStreamOutput() {
            if (Stream.of(text, base64, attachment).filter(Objects::nonNull).count() != 1) {
                throw invalid("a stream is not exactly one of text, base64 and attachment");
            }
            StreamOutput.Content content = text != null
                    ? new StreamOutput.Text(text)
                    : base64 != null ? new StreamOutput.Base64(base64) : new StreamOutput.Attachment(attachment);
            return new StreamOutput(
                    content,
                    Field.present("bytes", bytes),
                    Field.present("truncated", truncated),
                    Field.present("sha256", sha256));
        }
    }

    /** Why the command did not end as asked. */
    record ReasonDocument(String code, String message, String hint) {}

    /** What will go wrong soon. */
    record WarningDocument(String message, String hint) {

        static WarningDocument of(Warning warning) {
            return new WarningDocument(warning.message(), warning.hint());
        }

        Warning toWarning() {
            return new Warning(Field.present("message", message), Field.present("hint", hint));
        }
    }

    static ReplyDocument of(Reply reply) {
        return new ReplyDocument(
                Field.VERSION,
                reply.id().toString(),
                reply.replyId().toString(),
                reply.from().value(),
                reply.to().stream().sorted().map(IdentityName::value).toList(),
                reply.status().wire(),
                reply.exitCode().isPresent() ? reply.exitCode().getAsInt() : null,
                reply.signal().orElse(null),
                reply.receivedAt().toString(),
                reply.startedAt().map(Instant::toString).orElse(null),
                reply.finishedAt().toString(),
                reply.stdout().map(StreamDocument::of).orElse(null),
                reply.stderr().map(StreamDocument::of).orElse(null),
                reply.reason()
                        .map(why -> new ReasonDocument(why.code().name(), why.message(), why.hint()))
                        .orElse(null),
                reply.warnings().isEmpty()
                        ? null
                        : reply.warnings().stream().map(WarningDocument::of).toList(),
                reply.audit().map(AuditDocument::of).orElse(null),
                reply.part(),
                reply.parts());
    }

    Reply toReply() {
        try {
            return readReply();
        } catch (InvalidMessage e) {
            // The fields are read as those of a command are; here the fault is one of a reply.
            throw e.reason() == Reason.COMMAND_INVALID ? invalid(e.getMessage()) : e;
        }
    }

    private Reply readReply() {
        Field.version(version);
        return new Reply(
                Field.uuid("id", id),
                Field.uuid("replyId", replyId),
                Field.name("from", from),
                Field.names("to", to),
                FinalStatus.ofWire(Field.present("status", status)),
                exitCode == null ? OptionalInt.empty() : OptionalInt.of(exitCode),
                Optional.ofNullable(signal),
                Field.instant("receivedAt", receivedAt),
                Optional.ofNullable(startedAt).map(time -> Field.instant("startedAt", time)),
                Field.instant("finishedAt", finishedAt),
                Optional.ofNullable(stdout).map(StreamDocument::toStreamOutput),
                Optional.ofNullable(stderr).map(StreamDocument::toStreamOutput),
                Optional.ofNullable(reason).map(ReplyDocument::explanation),
                warnings == null
                        ? List.of()
                        : Field.withoutNulls("warnings", warnings).stream()
                                .map(WarningDocument::toWarning)
                                .toList(),
                Optional.ofNullable(audit).map(AuditDocument::toStatement),
                Field.present("part", part),
                Field.present("parts", parts));
    }

    private static Explanation explanation(ReasonDocument document) {
        return new Explanation(
                reason(Field.present("code", document.code())),
                Field.present("message", document.message()),
                Field.present("hint", document.hint()));
    }

    private static Reason reason(String code) {
        return Stream.of(Reason.values())
                .filter(known -> known.name().equals(code))
                .findFirst()
                .orElseThrow(() -> invalid("the reason code is none that we know"));
    }

    private static InvalidMessage invalid(String fact) {
        return new InvalidMessage(Reason.REPLY_INVALID, fact);
    }
}
