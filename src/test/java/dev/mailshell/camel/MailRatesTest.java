package dev.mailshell.camel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.camel.MailRates.Pass;
import dev.mailshell.ledger.StoredMail;
import dev.mailshell.policy.Rate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class MailRatesTest {

    private static final Rate RATE = new Rate(2, Duration.ofMinutes(1));

    private Instant now = Instant.parse("2026-11-26T10:00:00Z");
    private final MailRates rates = new MailRates(new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    });

    @Test
    void letsWhatIsBeyondWaitUntilThereIsRoom() {
        assertThat(ask("alice", 1)).isEqualTo(Pass.NOW);
        assertThat(ask("alice", 2)).isEqualTo(Pass.NOW);
        assertThat(ask("alice", 3)).isEqualTo(Pass.LATER);
        assertThat(rates.next()).isEmpty();

        later(60);

        assertThat(rates.next()).containsExactly(mail(3));
        assertThat(rates.next()).isEmpty();
        assertThat(ask("alice", 3)).isEqualTo(Pass.NOW);
    }

    @Test
    void keepsTheOrderInWhichTheyCame() {
        for (int id = 1; id <= 5; id++) {
            ask("alice", id);
        }
        later(60);

        assertThat(ask("alice", 6)).isEqualTo(Pass.LATER);
        assertThat(rates.next()).containsExactly(mail(3), mail(4));
        later(60);
        assertThat(rates.next()).containsExactly(mail(5), mail(6));
    }

    @Test
    void keepsNobodyElseWaiting() {
        for (int id = 1; id <= 100; id++) {
            ask("all others", id);
        }

        assertThat(ask("alice", 101)).isEqualTo(Pass.NOW);
    }

    @Test
    void doesNotCountAMailTwice() {
        ask("alice", 1);
        assertThat(ask("alice", 1)).isEqualTo(Pass.NOW);
        assertThat(ask("alice", 2)).isEqualTo(Pass.NOW);

        rates.leave(mail(1));

        assertThat(ask("alice", 1)).isEqualTo(Pass.LATER);
    }

    @Test
    void letsABoundedNumberWait() {
        for (int id = 1; id <= 2 + MailRates.MAX_WAITING; id++) {
            assertThat(ask("alice", id)).isNotEqualTo(Pass.NEVER);
        }

        assertThat(ask("alice", 1000)).isEqualTo(Pass.NEVER);
        assertThat(ask("bob", 1001)).isEqualTo(Pass.NOW);
    }

    @Test
    void letsABoundedSizeWait() {
        ask("alice", 1);
        ask("alice", 2);
        assertThat(rates.ask("alice", RATE, mail(3), MailRates.MAX_WAITING_BYTES))
                .isEqualTo(Pass.LATER);
        assertThat(ask("alice", 4)).isEqualTo(Pass.NEVER);
        later(60);
        rates.next();

        assertThat(ask("alice", 5)).isEqualTo(Pass.NOW);
    }

    /** Whoever writes the addresses of many clients must not fill the vault, from which nobody is taken then. */
    @Test
    void letsABoundedNumberWaitOfAllTogether() {
        int senders = MailRates.MAX_WAITING_OF_ALL / MailRates.MAX_WAITING;
        for (int id = 0; id < senders * (2 + MailRates.MAX_WAITING); id++) {
            assertThat(ask("client" + id % senders, id)).isNotEqualTo(Pass.NEVER);
        }

        assertThat(ask("bob", 10_001)).isEqualTo(Pass.NOW);
        assertThat(ask("bob", 10_002)).isEqualTo(Pass.NOW);
        assertThat(ask("bob", 10_003)).isEqualTo(Pass.NEVER);
        later(60);
        rates.next();
        assertThat(ask("client0", 10_004)).isEqualTo(Pass.LATER);
    }

    @Test
    void letsABoundedSizeWaitOfAllTogether() {
        for (int id = 0; id < 3 * 8; id++) {
            assertThat(rates.ask("client" + id % 8, RATE, mail(id), MailRates.MAX_WAITING_BYTES))
                    .isNotEqualTo(Pass.NEVER);
        }
        ask("bob", 101);
        ask("bob", 102);

        assertThat(ask("bob", 103)).isEqualTo(Pass.NEVER);
    }

    private void later(int seconds) {
        now = now.plusSeconds(seconds);
    }

    private Pass ask(String sender, int id) {
        return rates.ask(sender, RATE, mail(id), 1);
    }

    private static StoredMail mail(int id) {
        return new StoredMail(id, false);
    }
}
