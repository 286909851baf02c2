package dev.mailshell.oauth;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Keeps us from asking again and again what was not answered: a provider may lock out who does. */
final class RequestPause {

    /** Nothing of ours changes a refusal, so there is no hurry. */
    private static final Duration AFTER_REFUSAL = Duration.ofMinutes(15);

    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int STEPS = 9;

    private int failures;
    private Instant end = Instant.MIN;
    private Optional<TokenFailure> why = Optional.empty();

    /** @throws TokenFailure the last one, as long as nothing is to be asked */
    void check(Instant now) {
        if (why.isPresent() && now.isBefore(end)) {
            throw why.get();
        }
    }

    /** After 1, 2, 4 … seconds and at most 5 minutes it may be asked again. */
    void unanswered(TokenFailure failure, Instant now) {
        Duration pause = Duration.ofSeconds(1L << Math.min(failures, STEPS));
        failures++;
        begin(failure, now.plus(pause.compareTo(LONGEST) < 0 ? pause : LONGEST));
    }

    void refused(TokenFailure failure, Instant now) {
        begin(failure, now.plus(AFTER_REFUSAL));
    }

    private void begin(TokenFailure failure, Instant until) {
        why = Optional.of(failure);
        end = until;
    }

    void answered() {
        failures = 0;
        why = Optional.empty();
    }
}
