package dev.mailshell.policy;

import dev.mailshell.model.CodeHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What becomes of one one-time code.
 *
 * @param result whether it counts
 * @param after what is to be remembered
 */
public record CodeAttempt(Result result, CodeHistory after) {

    /** So many wrong codes in a row lock, and so many more lock again. */
    static final int TRIES = 5;

    private static final Duration FIRST_LOCK = Duration.ofMinutes(15);
    private static final Duration LONGEST_LOCK = Duration.ofHours(24);

    /** Whether a code counts. */
    public enum Result {
        /** It is right, and later than every code before it. */
        ACCEPTED,
        /** It is the code of a step that was used, or of an earlier one. */
        USED,
        /** It is the code of no step around its time. */
        WRONG,
        /** It was not looked at. */
        LOCKED
    }

    /**
     * Decides.
     *
     * @param before what is remembered
     * @param step whose code it is; empty if that is none around its time
     * @param now by the server's clock
     */
    public static CodeAttempt of(CodeHistory before, OptionalLong step, Instant now) {
        if (before.lockedAt(now).isPresent()) {
            return new CodeAttempt(Result.LOCKED, before);
        }
        if (step.isEmpty()) {
            return new CodeAttempt(Result.WRONG, oneMoreWrong(before, now));
        }
        if (step.getAsLong() <= before.lastStep()) {
            // Not a guess: whoever sends it knew a code. So it neither counts towards the lock, nor forgives.
            return new CodeAttempt(Result.USED, before);
        }
        return new CodeAttempt(Result.ACCEPTED, CodeHistory.accepted(step.getAsLong()));
    }

    private static CodeHistory oneMoreWrong(CodeHistory before, Instant now) {
        int wrong = before.wrong() + 1;
        Optional<Instant> locked =
                wrong % TRIES == 0 ? Optional.of(now.plus(lock(wrong / TRIES))) : before.lockedUntil();
        return new CodeHistory(before.lastStep(), wrong, locked);
    }

    /** @param times for the how-manieth time, from 1 */
    private static Duration lock(int times) {
        Duration lock = FIRST_LOCK;
        for (int time = 1; time < times && lock.compareTo(LONGEST_LOCK) < 0; time++) {
            lock = lock.multipliedBy(2);
        }
        return lock.compareTo(LONGEST_LOCK) < 0 ? lock : LONGEST_LOCK;
    }
}
