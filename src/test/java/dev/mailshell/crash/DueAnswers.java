package dev.mailshell.crash;

import dev.mailshell.model.FinalStatus;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What the first command may be answered: by the moments that the server came to, it is known how far it got. */
final class DueAnswers {

    private static final String INTENT = CommitMoments.COMMIT_OF + "insert commands, insert audit_entries";
    private static final String ANSWER = " commit-reply";

    private DueAnswers() {}

    /** @param moments all that the victim came to, the one at which it was killed last */
    static Set<FinalStatus> after(CrashPoint point, List<String> moments) {
        if (point.victim() == Victim.SERVER && point.story().first() == Story.First.WAITING) {
            // Until it is approved, a kill interrupts nothing; and what it came to may be about the vote.
            return either(point);
        }
        boolean alone = point.story().first() != Story.First.CROWD;
        boolean answered = alone && moments.contains("after" + ANSWER);
        if (point.victim() == Victim.CLIENT || !mayBeAccepted(point, moments) || answered) {
            return point.story().answers();
        }
        boolean begun = moments.contains("before" + ANSWER) || !moments.contains("after " + INTENT);
        if (!begun && alone) {
            return EnumSet.of(FinalStatus.INTERRUPTED);
        }
        return either(point);
    }

    private static Set<FinalStatus> either(CrashPoint point) {
        Set<FinalStatus> either = EnumSet.of(FinalStatus.INTERRUPTED);
        either.addAll(point.story().answers());
        return either;
    }

    /** Whether the ledger may know of it. */
    private static boolean mayBeAccepted(CrashPoint point, List<String> moments) {
        return moments.contains("before " + INTENT) && !point.moment().equals("before " + INTENT);
    }
}
