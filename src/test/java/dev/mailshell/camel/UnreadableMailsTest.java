package dev.mailshell.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnreadableMailsTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final UnreadableMails mails = new UnreadableMails(now::get);

    @Test
    void givesAMailUpThatFailsWhileOthersCome() {
        assertThat(attempts("1", 10)).isZero();
        mails.handedOver();

        assertThat(attempts("1", 9)).isZero();
        assertThat(mails.givesUp("1")).isFalse();
        now.set(Instant.EPOCH.plus(Duration.ofMinutes(10)));
        assertThat(mails.givesUp("1")).isTrue();
    }

    @Test
    void triesOftenHoweverMuchTimePasses() {
        assertThat(mails.givesUp("1")).isFalse();
        mails.handedOver();
        now.set(Instant.EPOCH.plus(Duration.ofHours(2)));

        assertThat(attempts("1", 18)).isZero();
        assertThat(mails.givesUp("1")).isTrue();
    }

    @Test
    void keepsAMailThatFailsLikeAllOthers() {
        mails.handedOver();

        assertThat(attempts("1", 10_000)).isZero();
    }

    @Test
    void givesAMailUpAfterAnHourThoughNoneComes() {
        assertThat(attempts("1", 100)).isZero();
        now.set(Instant.EPOCH.plus(Duration.ofMinutes(59)));
        assertThat(mails.givesUp("1")).isFalse();
        now.set(Instant.EPOCH.plus(Duration.ofHours(1)));

        assertThat(mails.givesUp("1")).isTrue();
    }

    @Test
    void remembersNoMoreThanAThousand() {
        IntStream.range(0, 19).forEach(i -> mails.givesUp("1"));
        mails.handedOver();
        now.set(Instant.EPOCH.plus(Duration.ofHours(2)));
        IntStream.range(2, 1002).mapToObj(Integer::toString).forEach(mails::givesUp);

        assertThat(mails.givesUp("1")).isFalse();
    }

    /** How often so many more attempts give the mail up. */
    private long attempts(String uid, int count) {
        return IntStream.range(0, count).filter(i -> mails.givesUp(uid)).count();
    }
}
