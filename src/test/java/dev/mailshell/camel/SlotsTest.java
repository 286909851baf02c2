package dev.mailshell.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.model.Conditions;
import dev.mailshell.model.Confinement;
import dev.mailshell.model.Limits;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Synchronization;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class SlotsTest {

    private static final Conditions.Slot BACKUP = new Conditions.Slot("commands.backup", 1);
    private static final Conditions.Slot OPERATOR = new Conditions.Slot("roles.operator", 2);
    private static final Limits LIMITS = new Limits(Duration.ofMinutes(1), 0, 0, Confinement.NONE);

    private final Slots slots = new Slots();

    @Test
    void deniesOneMoreThanThePolicyLetsRunAtOnce() throws Refusal {
        slots.take(needing(BACKUP));

        assertThatThrownBy(() -> slots.take(needing(BACKUP)))
                .isInstanceOfSatisfying(
                        Refusal.class, e -> assertThat(e.reason()).isEqualTo(Reason.BUSY))
                .hasMessage("as many run already as commands.backup lets run at once (was 1, expected fewer than 1)");
    }

    @Test
    void hasRoomAgainHoweverTheWorkEnded() throws Refusal {
        Exchange done = needing(BACKUP);
        slots.take(done);
        end(done);

        Exchange failed = needing(BACKUP);
        slots.take(failed);
        failed.setException(new IllegalStateException("a fault of ours"));
        end(failed);

        assertThatCode(() -> slots.take(needing(BACKUP))).doesNotThrowAnyException();
    }

    @Test
    void takesNoneIfOneHasNoRoom() throws Refusal {
        slots.take(needing(BACKUP));
        assertThatThrownBy(() -> slots.take(needing(OPERATOR, BACKUP))).isInstanceOf(Refusal.class);

        slots.take(needing(OPERATOR));
        slots.take(needing(OPERATOR));
        assertThatThrownBy(() -> slots.take(needing(OPERATOR))).isInstanceOf(Refusal.class);
    }

    @Test
    void holdsUpNothingElse() throws Refusal {
        slots.take(needing(BACKUP));

        assertThatCode(() -> slots.take(needing())).doesNotThrowAnyException();
        assertThatCode(() -> slots.take(needing(OPERATOR))).doesNotThrowAnyException();
    }

    private static Exchange needing(Conditions.Slot... needed) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        Conditions conditions = new Conditions(Optional.empty(), Optional.empty(), List.of(needed));
        Facts.ALLOWED.set(exchange, new Verdict.Allowed("a rule", "backup", List.of("/bin/true"), LIMITS, conditions));
        return exchange;
    }

    private static void end(Exchange exchange) {
        for (Synchronization work : exchange.getExchangeExtension().handoverCompletions()) {
            if (exchange.getException() == null) {
                work.onComplete(exchange);
            } else {
                work.onFailure(exchange);
            }
        }
    }
}
