package dev.mailshell.cli;

import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Reply;
import dev.mailshell.model.StreamOutput;
import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Prints what a command wrote, byte for byte, and why it ended as it did. */
final class ReplyPrinter {

    private final CliContext context;
    private final Diagnostics diagnostics;
    private final boolean json;

    /** @param json whether to print one line of JSON for each server instead of what the command wrote */
    ReplyPrinter(CliContext context, boolean json) {
        this.context = context;
        this.diagnostics = new Diagnostics(context.err());
        this.json = json;
    }

    /** What one server has answered, or that it has not. */
    void print(ReceivedReply received) throws IOException {
        String server = received.server().value();
        if (json) {
            printJson(received);
        } else {
            copyOutput(received, server);
        }
        explain(received, server);
    }

    /** One line, also for a server that says nothing. */
    private void printJson(ReceivedReply received) {
        Json.printLine(
                context.out(),
                received.reply().isPresent()
                        ? received.reply().get()
                        : unanswered(
                                Optional.of(received.command())
                                        .filter(id -> received.refusal().isEmpty()),
                                received.server()));
    }

    /** One line of JSON for a server that was not sent the command: there is no id. */
    void printJsonOfUnsent(IdentityName server) {
        Json.printLine(context.out(), unanswered(Optional.empty(), server));
    }

    /** What the command wrote; {@code servers} are all on which it wrote the same. */
    void copyOutput(ReceivedReply received, String servers) throws IOException {
        if (received.reply().isPresent()) {
            copy(received, servers, "stdout", received.reply().get().stdout(), context.out());
            copy(received, servers, "stderr", received.reply().get().stderr(), context.err());
        }
    }

    /** Why it ended as it did, or why there is no answer, if there is something to say; {@code servers} as above. */
    void explain(ReceivedReply received, String servers) throws IOException {
        if (received.refusal().isPresent()) {
            ClientNote why = received.refusal().get();
            diagnostics.error(servers + ": not sent, " + why.fact(), why.hint());
            return;
        }
        if (received.reply().isEmpty()) {
            complainOfSilence(received, servers);
            return;
        }
        Reply reply = received.reply().get();
        reply.reason()
                .ifPresent(why ->
                        diagnostics.error(servers + ": " + reply.status().wire() + ", " + why.message(), why.hint()));
        reply.warnings().forEach(warning -> diagnostics.warning(servers + ": " + warning.message(), warning.hint()));
        received.auditAlarm().ifPresent(alarm -> diagnostics.warning(alarm.fact(), alarm.hint()));
    }

    private void copy(
            ReceivedReply received, String servers, String name, Optional<StreamOutput> stream, PrintStream target)
            throws IOException {
        if (stream.isEmpty()) {
            return;
        }
        long kept = received.copy(stream.get(), target);
        target.flush();
        if (stream.get().truncated()) {
            diagnostics.warning(
                    servers + ": " + name + " is cut in the middle (was "
                            + stream.get().bytes() + " bytes, kept " + kept + ")",
                    "ask for less output, or raise max-output in the policy and mailshell.max-mail");
        }
    }

    private void complainOfSilence(ReceivedReply received, String servers) {
        boolean several = !servers.equals(received.server().value());
        received.trouble()
                .ifPresentOrElse(
                        trouble -> diagnostics.error(
                                servers + (several ? " have" : " has") + " not got the command yet: " + trouble,
                                "it stays in sending; a running client goes on trying"),
                        () -> diagnostics.error(
                                servers + (several ? " have" : " has") + " not answered in time"
                                        + received.partial()
                                                .map(parts -> ": " + parts)
                                                .orElse(""),
                                "mailshell sync fetches the reply when it has come; mailshell status "
                                        + received.command()
                                        + " --online asks whether the command runs or waits for approvals"));
    }

    /** A server that says nothing has its line too; a reply always has a status. */
    private static Map<String, Object> unanswered(Optional<UUID> command, IdentityName server) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", command.map(UUID::toString).orElse(null));
        fields.put("from", server.value());
        fields.put("status", null);
        return fields;
    }
}
