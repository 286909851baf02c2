package dev.mailshell.camel;

import dev.mailshell.exec.CapturedStream;
import dev.mailshell.exec.JobResult;
import dev.mailshell.model.Explanation;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Limits;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** How a command ended, before it becomes a reply. */
sealed interface Outcome {

    /**
     * A process was, or was to be, started.
     *
     * @param cancelledBy who called it back, if anybody did; that need not be how it ended
     */
    record Ran(JobResult result, Limits limits, Optional<IdentityName> cancelledBy) implements Outcome {}

    /** No process: the server itself has something to say, such as what would happen. */
    record Told(String text) implements Outcome {}

    /**
     * What another command has written.
     *
     * @param inline bytes of a stream that ride in the reply itself
     */
    record Shown(CapturedStream stdout, CapturedStream stderr, long inline) implements Outcome {}

    /** It ended without a process, or without what its process wrote. */
    record Ended(FinalStatus status, Explanation why, OptionalInt exitCode, Optional<Instant> startedAt)
            implements Outcome {

        static Ended unrun(FinalStatus status, Explanation why) {
            return new Ended(status, why, OptionalInt.empty(), Optional.empty());
        }
    }
}
