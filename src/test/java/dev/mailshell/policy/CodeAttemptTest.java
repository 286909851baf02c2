package dev.mailshell.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.model.CodeHistory;
import dev.mailshell.policy.CodeAttempt.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeAttemptTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private static CodeAttempt right(CodeHistory before, long step, Instant now) {
        return CodeAttempt.of(before, OptionalLong.of(step), now);
    }

    private static CodeAttempt wrong(CodeHistory before, Instant now) {
        return CodeAttempt.of(before, OptionalLong.empty(), now);
    }

    @Test
    void acceptsAFirstCodeAndRemembersItsStep() {
        assertThat(right(CodeHistory.NONE, 0, NOON))
                .isEqualTo(new CodeAttempt(Result.ACCEPTED, CodeHistory.accepted(0)));
        assertThat(right(CodeHistory.NONE, 70, NOON).after().lastStep()).isEqualTo(70);
    }

    @ParameterizedTest
    @CsvSource({"1, USED", "69, USED", "70, USED", "71, ACCEPTED", "1000, ACCEPTED"})
    void acceptsNoStepTwiceAndNoneBeforeIt(long step, Result result) {
        assertThat(right(CodeHistory.accepted(70), step, NOON).result()).isEqualTo(result);
    }

    @Test
    void neitherCountsNorForgivesForAUsedCode() {
        CodeHistory before = new CodeHistory(70, 4, Optional.empty());

        assertThat(right(before, 70, NOON)).isEqualTo(new CodeAttempt(Result.USED, before));
    }

    @Test
    void forgivesWrongCodesAfterARightOne() {
        CodeHistory before = new CodeHistory(70, 9, Optional.of(NOON));

        assertThat(right(before, 71, NOON).after()).isEqualTo(CodeHistory.accepted(71));
    }

    @Test
    void locksAfterFiveWrongCodesInARow() {
        CodeHistory history = CodeHistory.accepted(70);
        for (int wrong = 1; wrong <= 4; wrong++) {
            history = wrong(history, NOON).after();
            assertThat(history).isEqualTo(new CodeHistory(70, wrong, Optional.empty()));
        }

        CodeAttempt fifth = wrong(history, NOON);

        assertThat(fifth.result()).isEqualTo(Result.WRONG);
        assertThat(fifth.after()).isEqualTo(new CodeHistory(70, 5, Optional.of(NOON.plusSeconds(15 * 60))));
    }

    @Test
    void looksAtNoCodeWhileItIsLocked() {
        CodeHistory locked = new CodeHistory(70, 5, Optional.of(NOON));
        Instant justBefore = NOON.minusNanos(1);

        assertThat(right(locked, 71, justBefore)).isEqualTo(new CodeAttempt(Result.LOCKED, locked));
        assertThat(right(locked, 70, justBefore)).isEqualTo(new CodeAttempt(Result.LOCKED, locked));
        assertThat(wrong(locked, justBefore)).isEqualTo(new CodeAttempt(Result.LOCKED, locked));
        assertThat(right(locked, 71, NOON).result()).isEqualTo(Result.ACCEPTED);
    }

    @Test
    void doublesTheLockUpToADay() {
        List<Duration> locks = new ArrayList<>();
        CodeHistory history = CodeHistory.NONE;
        Instant now = NOON;
        for (int round = 0; round < 10; round++) {
            for (int wrong = 0; wrong < CodeAttempt.TRIES; wrong++) {
                history = wrong(history, now).after();
            }
            Instant until = history.lockedAt(now).orElseThrow();
            locks.add(Duration.between(now, until));
            now = until;
        }

        assertThat(locks.stream().map(Duration::toMinutes))
                .containsExactly(15L, 30L, 60L, 120L, 240L, 480L, 960L, 1440L, 1440L, 1440L);
    }

    /** Each number is a code of that step or, if it is negative, a wrong one; a minute passes between two. */
    @Property
    void acceptsOnlyLaterStepsAndNoneInALock(
            @ForAll @Size(max = 60) List<@IntRange(min = -20, max = 40) Integer> codes) {
        CodeHistory history = CodeHistory.NONE;
        Instant now = NOON;
        for (int code : codes) {
            CodeAttempt attempt = CodeAttempt.of(history, code < 0 ? OptionalLong.empty() : OptionalLong.of(code), now);
            boolean locked = history.lockedAt(now).isPresent();

            assertThat(attempt.result() == Result.LOCKED).isEqualTo(locked);
            assertThat(attempt.result() == Result.ACCEPTED)
                    .isEqualTo(!locked && code > history.lastStep() && code >= 0);
            assertThat(attempt.after().lastStep()).isGreaterThanOrEqualTo(history.lastStep());
            history = attempt.after();
            now = now.plusSeconds(60);
        }
    }

    @Test
    void keepsTheUsedStepWhenItIsUnlocked() {
        assertThat(new CodeHistory(70, 5, Optional.of(NOON)).unlocked()).isEqualTo(CodeHistory.accepted(70));
    }
}
