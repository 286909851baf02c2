package dev.mailshell.cli;

import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Reply;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a server has said to a command, in short; a reply itself may be large.
 *
 * @param stem the name of the files of the reply without an ending, whether they are there or not
 * @param status empty if there is no reply that can be read
 * @param finishedAt when the status became final, by the clock of the server
 * @param remark what else is to be said: why it ended so, cut if it is long, how many parts have come, or what is wrong with the file; may
 *     be empty
 */
record Answer(
        IdentityName server,
        String stem,
        Optional<FinalStatus> status,
        OptionalInt exitCode,
        Optional<Instant> finishedAt,
        String remark) {

    private static final int LONGEST_REMARK = 500;

    static Answer of(Reply reply, String stem) {
        return new Answer(
                reply.from(),
                stem,
                Optional.of(reply.status()),
                reply.exitCode(),
                Optional.of(reply.finishedAt()),
                reply.reason()
                        .map(why -> Excerpt.of(why.message(), LONGEST_REMARK))
                        .orElse(""));
    }

    static Answer none(IdentityName server, String stem, String remark) {
        return new Answer(server, stem, Optional.empty(), OptionalInt.empty(), Optional.empty(), remark);
    }

    boolean isThere() {
        return status.isPresent();
    }

    /** Such as {@code failed, exit code 3}, and why. */
    String text() {
        return end() + (remark.isEmpty() ? "" : ", " + remark);
    }

    /** As above, without why. */
    String end() {
        return status.map(known -> Ending.inWords(known, exitCode)).orElse(Ending.NO_ANSWER);
    }
}
