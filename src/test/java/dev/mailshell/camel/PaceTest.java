package dev.mailshell.camel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.config.Push;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PaceTest {

    private long now = Long.MAX_VALUE - 1;

    @Test
    void asksNothingAsLongAsNothingIsExpected() {
        assertThat(pace(Push.IDLE, false).pause()).isEmpty();
    }

    @Test
    void asksOftenWhatIsExpectedThenLessAndLessThenNoMore() {
        Pace pace = pace(Push.IDLE, false);
        pace.soon();

        assertThat(pace.pause()).contains(Duration.ofMillis(25));
        pass(Pace.HURRY);
        assertThat(pace.pause()).contains(Duration.ofMillis(25));
        pass(Duration.ofSeconds(5));
        assertThat(pace.pause()).contains(Duration.ofMillis(525));
        pass(Duration.ofSeconds(5).minusNanos(1));
        assertThat(pace.pause().orElseThrow()).isBetween(Duration.ofMillis(525), Duration.ofSeconds(1));
        pass(Duration.ofNanos(1));
        assertThat(pace.pause()).isEmpty();
    }

    @Test
    void asksNoMoreOnceWhatWasExpectedIsThere() {
        Pace pace = pace(Push.IDLE, false);
        pace.soon();
        pace.over();

        assertThat(pace.pause()).isEmpty();
    }

    @Test
    void beginsAnewWithEachExpectation() {
        Pace pace = pace(Push.IDLE, false);
        pace.soon();
        pass(Pace.HURRY.plusSeconds(5));
        pace.soon();

        assertThat(pace.pause()).contains(Duration.ofMillis(25));
    }

    @Test
    void asksAPublicProviderOnceASecondAtMost() {
        Pace pace = pace(Push.IDLE, true);
        pace.soon();

        assertThat(pace.pause()).contains(Duration.ofSeconds(1));
    }

    @Test
    void asksAllTheTimeIfItIsEager() {
        Pace pace = pace(Push.EAGER, false);

        assertThat(pace.pause()).contains(Duration.ofMillis(50));
        pace.soon();
        assertThat(pace.pause()).contains(Duration.ofMillis(25));
        pass(Pace.HURRY.plusSeconds(5));
        assertThat(pace.pause()).isEqualTo(Optional.of(Duration.ofMillis(50)));
    }

    private Pace pace(Push push, boolean publicProvider) {
        return new Pace(push, publicProvider, () -> now);
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
