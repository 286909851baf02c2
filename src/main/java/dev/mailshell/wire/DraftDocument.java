package dev.mailshell.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.mailshell.model.CommandOptions;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.TimeSpan;
import java.util.List;
import java.util.Optional;

/** A {@link CommandDraft} as a {@code *.json} command file writes it: version 1 without id, from and times. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DraftDocument(
        @JsonProperty("v") Integer version,
        List<String> to,
        CommandDocument.InvocationDocument command,
        String timeout,
        String stdin,
        String totp,
        Boolean explain,
        List<String> collect,
        List<FileDocument> files,
        String stdinFile,
        String expires) {

    static DraftDocument of(CommandDraft draft) {
        CommandOptions options = draft.options();
        return new DraftDocument(
                Field.VERSION,
                draft.to().stream().map(IdentityName::value).toList(),
                CommandDocument.InvocationDocument.of(draft.invocation()),
                options.timeout().map(TimeSpan::format).orElse(null),
                options.stdin().orElse(null),
                options.totp().orElse(null),
                options.explain() ? Boolean.TRUE : null,
                options.collect().isEmpty() ? null : options.collect(),
                FileDocument.of(options),
                options.stdinFile().orElse(null),
                draft.expires().map(TimeSpan::format).orElse(null));
    }

    CommandDraft toDraft() {
        if (version != null) {
            Field.version(version);
        }
        return new CommandDraft(
                Field.names("to", to),
                Field.present("command", command).toInvocation(),
                Field.options(timeout, stdin, totp, explain, collect, files, stdinFile),
                Optional.ofNullable(expires).map(text -> Field.duration("expires", text)));
    }
}
