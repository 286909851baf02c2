package dev.mailshell.hub.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MessageRatesTest {

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final MessageRates rates = new MessageRates(3, now::get);

    private void take(int count) {
        for (int i = 0; i < count; i++) {
            assertThat(rates.take("alice")).isTrue();
        }
        assertThat(rates.take("alice")).isFalse();
    }

    @Test
    void countsEachSenderAlone() {
        take(3);

        assertThat(rates.take("bob")).isTrue();
    }

    @Test
    void givesBackWhatAMinuteHas() {
        take(3);
        now.addAndGet(TimeUnit.SECONDS.toNanos(21));
        take(1);
        now.addAndGet(TimeUnit.HOURS.toNanos(1));
        take(3);
    }

    @Test
    void remembersABoundedNumberOfSenders() {
        take(3);
        for (int i = 0; i < MessageRates.MOST_SENDERS; i++) {
            rates.take(i);
        }

        assertThat(rates.take("alice")).as("forgotten").isTrue();
    }
}
