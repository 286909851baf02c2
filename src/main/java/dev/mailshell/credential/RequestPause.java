package dev.mailshell.credential;

import dev.mailshell.model.Pause;
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
    private Pause pause = Pause.NONE;
    private Optional<F> why = Optional.empty();

    /** Throws the last failure, as long as nothing is to be asked. */
    public void check(Instant now) {
        if (why.isPresent() && pause.lasts(now)) {
            throw why.get();
        }
    }

    /** After 1, 2, 4 … seconds and at most 5 minutes it may be asked again. */
    public void unanswered(F failure, Instant now) {
        Duration doubled = Duration.ofSeconds(1L << Math.min(failures, STEPS));
        failures++;
        begin(failure, now, doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST);
    }

    /** After 15 minutes it may be asked again. */
    public void refused(F failure, Instant now) {
        begin(failure, now, AFTER_REFUSAL);
    }

    private void begin(F failure, Instant now, Duration length) {
        why = Optional.of(failure);
        pause = new Pause(now, now.plus(length));
    }

    /** It may be asked at any time. */
    public void answered() {
        failures = 0;
        why = Optional.empty();
    }
}
