package dev.mailshell.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.mailshell.model.Command;
import dev.mailshell.model.CommandOptions;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Invocation;
import dev.mailshell.model.SeenSizes;
import dev.mailshell.model.TimeSpan;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** A {@link Command} as version 1 writes it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"v", "id", "from", "to", "issuedAt", "expiresAt", "command"})
record CommandDocument(
        @JsonProperty("v") Integer version,
        String id,
        String from,
        List<String> to,
        String issuedAt,
        String expiresAt,
        InvocationDocument command,
        String timeout,
        String stdin,
        String totp,
        Boolean explain,
        List<String> collect,
        List<FileDocument> files,
        String stdinFile,
        Integer part,
        Integer parts,
        List<Long> audit) {

    /** Exactly one of {@code run} (with {@code args}), {@code argv} and {@code line}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record InvocationDocument(String run, Map<String, String> args, List<String> argv, String line) {

        static InvocationDocument of(Invocation invocation) {
            if (invocation instanceof Invocation.Run catalog) {
                return new InvocationDocument(catalog.name(), catalog.args(), null, null);
            }
            return invocation instanceof Invocation.Argv free
                    ? new InvocationDocument(null, null, free.argv(), null)
                    : new InvocationDocument(null, null, null, ((Invocation.Line) invocation).text());
        }

        Invocation toInvocation() {
            long forms = Stream.of(run, argv, line).filter(Objects::nonNull).count();
            if (forms != 1 || (args != null && run == null)) {
                throw Field.invalidCommand("command is not exactly one of run with args, argv, and line");
            }
            if (run != null) {
                return new Invocation.Run(run, args == null ? Map.of() : Field.withoutNulls("args", args));
            }
            return argv != null ? new Invocation.Argv(Field.withoutNulls("argv", argv)) : new Invocation.Line(line);
        }
    }

    static CommandDocument of(Command command) {
        CommandOptions options = command.options();
        return new CommandDocument(
                Field.VERSION,
                command.id().toString(),
                command.from().value(),
                command.to().stream().sorted().map(IdentityName::value).toList(),
                command.issuedAt().toString(),
                command.expiresAt().toString(),
                InvocationDocument.of(command.invocation()),
                options.timeout().map(TimeSpan::format).orElse(null),
                options.stdin().orElse(null),
                options.totp().orElse(null),
                options.explain() ? Boolean.TRUE : null,
                options.collect().isEmpty() ? null : options.collect(),
                FileDocument.of(options),
                options.stdinFile().orElse(null),
                command.parts() == 1 ? null : command.part(),
                command.parts() == 1 ? null : command.parts(),
                options.seen().sizes().isEmpty() ? null : options.seen().sizes());
    }

    Command toCommand() {
        Field.version(version);
        return new Command(
                Field.uuid("id", id),
                Field.name("from", from),
                Field.names("to", to),
                Field.instant("issuedAt", issuedAt),
                Field.instant("expiresAt", expiresAt),
                Field.present("command", command).toInvocation(),
                Field.options(timeout, stdin, totp, explain, collect, files, stdinFile)
                        .having(audit == null ? SeenSizes.NONE : new SeenSizes(Field.withoutNulls("audit", audit))),
                part == null ? 1 : part,
                parts == null ? 1 : parts);
    }
}
