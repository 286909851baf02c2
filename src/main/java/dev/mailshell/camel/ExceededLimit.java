package dev.mailshell.camel;

import dev.mailshell.model.Explanation;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Resources;
import java.util.Optional;

/** Which limit of the system ended a command, where its exit code tells. That memory, processes or open files ran out only the program knows. */
final class ExceededLimit {

    private static final int CPU = 128 + 24;
    private static final int FILE_SIZE = 128 + 25;

    private ExceededLimit() {}

    /** @param exitCode as a shell gives it: 128 and the number of the signal */
    static Optional<Explanation> of(int exitCode, Resources resources) {
        if (exitCode == CPU) {
            return resources
                    .cpu()
                    .map(cpu -> exceeded("used its " + Math.max(1, cpu.toSeconds()) + " s of processor time"));
        }
        if (exitCode == FILE_SIZE && resources.fileSize().isPresent()) {
            return Optional.of(exceeded(
                    "wrote a file of more than the " + resources.fileSize().getAsLong() + " bytes that it may have"));
        }
        return Optional.empty();
    }

    private static Explanation exceeded(String what) {
        return new Explanation(
                Reason.LIMIT_EXCEEDED,
                "the command " + what,
                "let it do less, or ask for a higher limit in the policy");
    }
}
