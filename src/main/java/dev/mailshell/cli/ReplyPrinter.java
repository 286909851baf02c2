package dev.mailshell.cli;

import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.Reply;
import dev.mailshell.model.StreamOutput;
import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Prints what a command wrote, byte for byte, and finds the exit code that says how it ended. */
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

    /** The exit code: the remote one's for one server; for several 0 if all are done, else the first that is not 0. */
    int print(List<ReceivedReply> replies) throws IOException {
        int exitCode = ExitCode.OK;
        for (ReceivedReply received : replies) {
            int code = print(received, replies.size() > 1);
            exitCode = exitCode == ExitCode.OK ? code : exitCode;
        }
        return exitCode;
    }

    private int print(ReceivedReply received, boolean severalServers) throws IOException {
        Optional<Reply> answered = received.reply();
        if (answered.isEmpty()) {
            if (json) {
                Json.printLine(context.out(), unanswered(received));
            }
            complainOfSilence(received);
            return ExitCode.NO_ANSWER;
        }
        Reply reply = answered.get();
        if (json) {
            Json.printLine(context.out(), reply);
        } else {
            if (severalServers) {
                context.err().println(received.server() + ": " + reply.status().wire());
            }
            copy(received, "stdout", reply.stdout(), context.out());
            copy(received, "stderr", reply.stderr(), context.err());
        }
        reply.reason()
                .ifPresent(why -> diagnostics.error(
                        received.server() + ": " + reply.status().wire() + ", " + why.message(), why.hint()));
        return exitCode(reply);
    }

    private void copy(ReceivedReply received, String name, Optional<StreamOutput> stream, PrintStream target)
            throws IOException {
        if (stream.isEmpty()) {
            return;
        }
        long kept = received.copy(stream.get(), target);
        target.flush();
        if (stream.get().truncated()) {
            diagnostics.warning(
                    received.server() + ": " + name + " is cut in the middle (was "
                            + stream.get().bytes() + " bytes, kept " + kept + ")",
                    "ask for less output, or raise max-output in the policy and mailshell.max-mail");
        }
    }

    private void complainOfSilence(ReceivedReply received) {
        String server = received.server().value();
        received.trouble()
                .ifPresentOrElse(
                        trouble -> diagnostics.error(
                                server + " has not got the command yet: " + trouble,
                                "it stays in sending; a running client goes on trying"),
                        () -> diagnostics.error(
                                server + " has not answered in time"
                                        + received.partial()
                                                .map(parts -> ": " + parts)
                                                .orElse(""),
                                "the reply to " + received.command()
                                        + " will be in the replies folder once a client runs;"
                                        + " the command status with that id tells whether it runs or waits for approvals"));
    }

    private static int exitCode(Reply reply) {
        if (reply.status() == FinalStatus.DENIED || reply.status() == FinalStatus.EXPIRED) {
            return ExitCode.DENIED;
        }
        if (reply.status() == FinalStatus.CANCELLED) {
            return ExitCode.CANCELLED;
        }
        if (reply.status() == FinalStatus.DONE) {
            return ExitCode.OK;
        }
        return reply.exitCode().orElse(ExitCode.FAILURE);
    }

    /** A server that says nothing has its line too; a reply always has a status. */
    private static Map<String, Object> unanswered(ReceivedReply received) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", received.command().toString());
        fields.put("from", received.server().value());
        fields.put("status", null);
        return fields;
    }
}
