package dev.mailshell.credential;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Keeps us from asking again and again what was not answered: who does may be locked out. Not for use by several threads.
 *
 * @param <F> how it is said that there is no answer
 */
public final class RequestPause<F extends CredentialFailure> {

    /** Nothing of ours changes a refusal, so there is no hurry. */
    private static final Duration AFTER_REFUSAL = Duration.ofMinutes(15);

    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int STEPS = 9;

    private int failures;
    private Instant end = Instant.MIN;
    private Optional<F> why = Optional.empty();

    /** Throws the last failure, as long as nothing is to be asked. */
    public void check(Instant now) {
        // An end that is further away was set by a clock that was ahead.
        if (why.isPresent() && now.isBefore(end) && !end.isAfter(now.plus(AFTER_REFUSAL))) {
            throw why.get();
        }
    }

    /** After 1, 2, 4 … seconds and at most 5 minutes it may be asked again. */
    public void unanswered(F failure, Instant now) {
        Duration pause = Duration.ofSeconds(1L << Math.min(failures, STEPS));
        failures++;
        begin(failure, now.plus(pause.compareTo(LONGEST) < 0 ? pause : LONGEST));
    }

    /** After 15 minutes it may be asked again. */
    public void refused(F failure, Instant now) {
        begin(failure, now.plus(AFTER_REFUSAL));
    }

    private void begin(F failure, Instant until) {
        why = Optional.of(failure);
        end = until;
    }

    /** It may be asked at any time. */
    public void answered() {
        failures = 0;
        why = Optional.empty();
    }
}
