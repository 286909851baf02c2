package dev.mailshell.cli;

import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Reply;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What became of a command on one server: little enough to keep it for each of a thousand.
 *
 * @param status empty if the server has not answered
 * @param state the same in words, with what we say where it has not
 * @param exitCode what we would exit with if it were the only server
 */
record Ending(IdentityName server, Optional<FinalStatus> status, String state, int exitCode) {

    /** The state of a server that has not answered. */
    static final String NO_ANSWER = "no answer yet";

    static Ending of(ReceivedReply received) {
        if (received.refusal().isPresent()) {
            return notSent(received.server());
        }
        return received.reply().map(Ending::of).orElseGet(() -> unanswered(received.server()));
    }

    /** Of a server that has the command, as far as we know, and has not answered. */
    static Ending unanswered(IdentityName server) {
        return new Ending(server, Optional.empty(), NO_ANSWER, ExitCode.NO_ANSWER);
    }

    private static Ending of(Reply reply) {
        return new Ending(
                reply.from(),
                Optional.of(reply.status()),
                inWords(reply.status(), reply.exitCode()),
                switch (reply.status()) {
                    case DONE -> ExitCode.OK;
                    case DENIED, EXPIRED -> ExitCode.DENIED;
                    case CANCELLED -> ExitCode.CANCELLED;
                    case FAILED, TIMED_OUT, INTERRUPTED -> reply.exitCode().orElse(ExitCode.FAILURE);
                });
    }

    /** Such as {@code failed, exit code 3}. */
    static String inWords(FinalStatus status, OptionalInt exitCode) {
        return status.wire() + (exitCode.orElse(0) == 0 ? "" : ", exit code " + exitCode.getAsInt());
    }

    /** Of a server that was spared it, or that it could not be sent to. */
    static Ending notSent(IdentityName server) {
        return new Ending(server, Optional.empty(), "not sent", ExitCode.FAILURE);
    }

    boolean isDone() {
        return status.equals(Optional.of(FinalStatus.DONE));
    }
}
