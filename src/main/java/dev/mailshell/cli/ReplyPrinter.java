package dev.mailshell.cli;

import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.Printable;
import dev.mailshell.model.Reply;
import dev.mailshell.wire.StrictJson;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Prints what a command wrote, byte for byte, and finds the exit code that says how it ended. */
final class ReplyPrinter {

    private final CliContext context;
    private final boolean json;

    ReplyPrinter(CliContext context, boolean json) {
        this.context = context;
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
            complainOfSilence(received);
            return ExitCode.NO_ANSWER;
        }
        Reply reply = answered.get();
        if (json) {
            context.out().println(StrictJson.mapper().writeValueAsString(reply));
        } else {
            if (severalServers) {
                context.err().println(received.server() + ": " + reply.status().wire());
            }
            received.copy(reply.stdout(), context.out());
            received.copy(reply.stderr(), context.err());
        }
        reply.reason()
                .ifPresent(why ->
                        complain(received.server() + ": " + reply.status().wire() + ", " + why.message(), why.hint()));
        return exitCode(reply);
    }

    private void complainOfSilence(ReceivedReply received) {
        String server = received.server().value();
        received.trouble()
                .ifPresentOrElse(
                        trouble -> complain(
                                server + " has not got the command yet: " + trouble,
                                "it stays in sending; a running client goes on trying"),
                        () -> complain(
                                server + " has not answered in time",
                                "the reply will be in the replies folder once a client runs"));
    }

    private static int exitCode(Reply reply) {
        if (reply.status() == FinalStatus.DENIED || reply.status() == FinalStatus.EXPIRED) {
            return ExitCode.DENIED;
        }
        if (reply.status() == FinalStatus.DONE) {
            return ExitCode.OK;
        }
        return reply.exitCode().orElse(ExitCode.FAILURE);
    }

    private void complain(String fact, String hint) {
        context.err().println("error: " + Printable.line(fact));
        if (!hint.isEmpty()) {
            context.err().println("hint: " + Printable.line(hint));
        }
    }
}
