package dev.mailshell.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class BellTest {

    private final Bell bell = new Bell();

    @Test
    void isHeardOnceByWhoeverWaitsNext() throws Exception {
        bell.ring();

        assertThat(bell.await(Duration.ofHours(1))).isTrue();
        assertThat(bell.await(Duration.ofNanos(1))).isFalse();
    }

    @Test
    void isStillToBeHeardAfterARest() throws Exception {
        bell.ring();
        bell.rest(Duration.ofNanos(1));

        assertThat(bell.await(Duration.ofHours(1))).isTrue();
    }

    @Test
    void endsARestByItsEndAndByNothingElse() {
        CompletableFuture<Void> resting = CompletableFuture.runAsync(() -> rest(Duration.ofHours(1)));
        bell.ring();
        assertThat(resting).isNotDone();

        bell.end();

        assertThat(resting).succeedsWithin(Duration.ofMinutes(1));
    }

    private void rest(Duration time) {
        try {
            bell.rest(time);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
