package dev.mailshell.camel;

import dev.mailshell.exec.JobResult;
import dev.mailshell.model.Explanation;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.Limits;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** How a command ended, before it becomes a reply. */
sealed interface Outcome {

    /** A process was, or was to be, started. */
    record Ran(JobResult result, Limits limits) implements Outcome {}

    /** The client asked what would happen. */
    record Explained(String text) implements Outcome {}

    /** It ended without a process, or without what its process wrote. */
    record Ended(FinalStatus status, Explanation why, OptionalInt exitCode, Optional<Instant> startedAt)
            implements Outcome {

        static Ended unrun(FinalStatus status, Explanation why) {
            return new Ended(status, why, OptionalInt.empty(), Optional.empty());
        }
    }
}
