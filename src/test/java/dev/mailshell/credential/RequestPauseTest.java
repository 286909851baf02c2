package dev.mailshell.credential;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RequestPauseTest {

    private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");
    private static final Duration PAUSE = Duration.ofMinutes(15);

    private final RequestPause<NoTicket> pause = new RequestPause<>();

    @Test
    void lastsForAQuarterOfAnHourAfterARefusal() {
        pause.refused(new NoTicket(), NOW);

        assertThatThrownBy(() -> pause.check(NOW.plus(PAUSE).minusMillis(1))).isInstanceOf(NoTicket.class);
        assertThatCode(() -> pause.check(NOW.plus(PAUSE))).doesNotThrowAnyException();
    }

    @Test
    void doesNotLastForAsLongAsTheClockWasAhead() {
        pause.refused(new NoTicket(), NOW.plus(Duration.ofDays(30)));

        assertThatCode(() -> pause.check(NOW)).doesNotThrowAnyException();
    }

    private static final class NoTicket extends CredentialFailure {

        private static final long serialVersionUID = 1;

        NoTicket() {
            super("there is none", "ask for one", null);
        }

        @Override
        public String lacking() {
            return "a ticket";
        }
    }
}
