package dev.mailshell.camel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.ledger.Ledger;
import dev.mailshell.ledger.LedgerEntry;
import dev.mailshell.ledger.SqliteLedger;
import dev.mailshell.model.CommandKey;
import dev.mailshell.model.IdentityName;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerStepsTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @TempDir
    Path directory;

    private final CommandKey key = new CommandKey(new IdentityName("alice"), UUID.randomUUID());
    private final DefaultCamelContext context = new DefaultCamelContext();
    private Ledger ledger;
    private Runnable beforeAccepting = () -> {};
    private LedgerSteps steps;

    @BeforeEach
    void open() {
        ledger = SqliteLedger.open(directory.resolve("state"), directory.resolve("state/state.db"));
        Freshness freshness = new Freshness(Clock.fixed(NOON, ZoneOffset.UTC), Duration.ofHours(24));
        steps = new LedgerSteps(
                watched(),
                freshness,
                new RunningCommands(),
                null,
                new Refusals(new Counters()),
                (subject, event) -> {},
                null);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void takesACommandInWorkForNoneThatWasLeftBehind() {
        assertThat(accept()).isTrue();

        assertThat(steps.abandoned()).isEmpty();
    }

    @Test
    void findsWhatAnEarlierRunLeftBehindThoughADuplicateIsOnItsWay() {
        ledger.accept(key, NOON, NOON);

        assertThat(accept()).isFalse();

        assertThat(steps.abandoned()).extracting(LedgerEntry::key).containsExactly(key);
    }

    @Test
    void findsWhatWasLeftBehindHoweverOldItIs() {
        ledger.accept(key, NOON.minusSeconds(60), NOON.minusSeconds(1));

        assertThat(steps.abandoned()).extracting(LedgerEntry::key).containsExactly(key);
    }

    @Test
    void takesACommandInWorkForNoneThatWasLeftBehindThoughADuplicateCameFirstAndIsGone() {
        beforeAccepting = () -> {
            beforeAccepting = () -> {};
            assertThat(accept()).isTrue();
        };

        Exchange duplicate = exchange();
        assertThat(steps.accept(duplicate, key, NOON)).isFalse();
        Optional.ofNullable(duplicate.getExchangeExtension().handoverCompletions())
                .ifPresent(all -> all.forEach(done -> done.onComplete(duplicate)));

        assertThat(steps.abandoned()).isEmpty();
    }

    @Test
    void countsACommandFromWhenItsTurnCameAndNotFromWhenItsMailCame() {
        Exchange late = exchange();
        Facts.RECEIVED_AT.set(late, NOON.minusSeconds(600));

        assertThat(steps.accept(late, key, NOON.minusSeconds(600))).isTrue();

        assertThat(ledger.acceptedSince(key, NOON.minusSeconds(60))).isEqualTo(1);
        assertThat(ledger.find(key).orElseThrow().receivedAt()).isEqualTo(NOON.minusSeconds(600));
    }

    private boolean accept() {
        return steps.accept(exchange(), key, NOON);
    }

    private Exchange exchange() {
        Exchange exchange = new DefaultExchange(context);
        Facts.RECEIVED_AT.set(exchange, NOON);
        return exchange;
    }

    /** The ledger, with something that happens right before it accepts. */
    private Ledger watched() {
        return (Ledger) Proxy.newProxyInstance(
                Ledger.class.getClassLoader(), new Class<?>[] {Ledger.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("accept")) {
                        beforeAccepting.run();
                    }
                    try {
                        return method.invoke(ledger, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
