package dev.mailshell.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.policy.Rate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SlidingWindowTest {

    private static final Instant START = Instant.parse("2026-11-26T10:00:00Z");

    private final SlidingWindow window = new SlidingWindow(new Rate(2, Duration.ofMinutes(1)));

    @Test
    void letsSoManyPassAndNoMore() {
        assertThat(window.pass(START)).isTrue();
        assertThat(window.pass(START.plusSeconds(30))).isTrue();
        assertThat(window.pass(START.plusSeconds(59))).isFalse();
    }

    @Test
    void hasRoomAsTheWindowMovesOn() {
        window.pass(START);
        window.pass(START.plusSeconds(30));

        assertThat(window.pass(START.plusSeconds(60))).isTrue();
        assertThat(window.pass(START.plusSeconds(89))).isFalse();
        assertThat(window.pass(START.plusSeconds(90))).isTrue();
    }

    @Test
    void doesNotWaitForAClockThatWasSetBack() {
        window.pass(START.plusSeconds(3600));
        window.pass(START.plusSeconds(3600));

        assertThat(window.pass(START)).isTrue();
    }

    @Test
    void neverLetsMorePassInAnyWindow() {
        Random random = new Random(1);
        SlidingWindow seven = new SlidingWindow(new Rate(7, Duration.ofMinutes(1)));
        List<Instant> passed = new ArrayList<>();
        Instant now = START;
        for (int i = 0; i < 5000; i++) {
            now = now.plusMillis(random.nextInt(9000));
            if (seven.pass(now)) {
                passed.add(now);
            }
        }

        assertThat(passed).hasSizeGreaterThan(1000);
        for (int i = 7; i < passed.size(); i++) {
            assertThat(Duration.between(passed.get(i - 7), passed.get(i)))
                    .isGreaterThanOrEqualTo(Duration.ofMinutes(1));
        }
    }

    @Test
    void refusesARateThatWouldTakeMuchMemory() {
        assertThatThrownBy(() -> new SlidingWindow(new Rate(1001, Duration.ofMinutes(1))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
