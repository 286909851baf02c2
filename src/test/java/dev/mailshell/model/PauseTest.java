package dev.mailshell.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PauseTest {

    private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");

    private final Pause pause = new Pause(NOW, NOW.plusSeconds(10));

    @Test
    void lastsUntilItsEnd() {
        assertThat(pause.lasts(NOW)).isTrue();
        assertThat(pause.lasts(NOW.plusMillis(9_999))).isTrue();
        assertThat(pause.lasts(NOW.plusSeconds(10))).isFalse();
    }

    @Test
    void isOverIfAClockThatWasAheadHasBegunIt() {
        assertThat(pause.lasts(NOW.minus(Duration.ofDays(30)))).isFalse();
    }

    @Test
    void noneIsOverAtAnyTime() {
        assertThat(Pause.NONE.lasts(NOW)).isFalse();
        assertThat(Pause.NONE.lasts(Instant.MIN)).isFalse();
    }
}
