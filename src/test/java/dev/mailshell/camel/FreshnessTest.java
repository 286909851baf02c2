package dev.mailshell.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.model.Command;
import dev.mailshell.model.CommandOptions;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Invocation;
import dev.mailshell.model.Reason;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a restored ledger lets pass: only what no clock that a server takes can have put before the restoring. */
class FreshnessTest {

    private static final Instant RESTORED = Instant.parse("2026-11-20T12:00:00Z");
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static Freshness at(Instant now) {
        return new Freshness(Clock.fixed(now, ZoneOffset.UTC), Duration.ofHours(24), Optional.of(RESTORED));
    }

    private static Command issued(Instant at) {
        return new Command(
                UUID.randomUUID(),
                new IdentityName("alice"),
                Set.of(new IdentityName("web1")),
                at,
                at.plus(Duration.ofHours(1)),
                new Invocation.Line("x"),
                CommandOptions.NONE);
    }

    private static void isForgotten(Instant issuedAt, Instant now) {
        assertThat(at(now).isFresh(issued(issuedAt))).isFalse();
        assertThatThrownBy(() -> at(now).requireFresh(issued(issuedAt)))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(Reason.RESTORED));
    }

    @Test
    void refusesWhatAServerBeforeMayHaveTaken() {
        Instant soon = RESTORED.plus(Duration.ofMinutes(10));
        isForgotten(RESTORED.minusSeconds(1), soon);
        isForgotten(RESTORED, RESTORED);
        isForgotten(RESTORED.plus(TOLERANCE), soon);
        isForgotten(RESTORED.plus(TOLERANCE), RESTORED);
        assertThatCode(() ->
                        at(soon).requireFresh(issued(RESTORED.plus(TOLERANCE).plusMillis(1))))
                .doesNotThrowAnyException();
    }

    /** An answer that says expired would say that it did not run. */
    @Test
    void doesNotCallExpiredWhatMayHaveRun() {
        isForgotten(RESTORED.minusSeconds(1), RESTORED.plus(Duration.ofDays(20)));
    }

    @Test
    void refusesNothingMoreIfNothingWasRestored() {
        Freshness freshness = new Freshness(Clock.fixed(RESTORED, ZoneOffset.UTC), Duration.ofHours(24));

        assertThat(freshness.isFresh(issued(RESTORED.minusSeconds(1)))).isTrue();
    }
}
