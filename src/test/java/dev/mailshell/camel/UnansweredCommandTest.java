package dev.mailshell.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.mailshell.ledger.Ledger;
import dev.mailshell.ledger.LedgerFailure;
import dev.mailshell.ledger.SqliteLedger;
import dev.mailshell.model.CommandKey;
import dev.mailshell.model.IdentityName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnansweredCommandTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @TempDir
    Path directory;

    private final CommandKey key = new CommandKey(new IdentityName("alice"), UUID.randomUUID());
    private final IOException failure = new IOException("the disk is full");
    private Ledger ledger;

    @BeforeEach
    void open() {
        ledger = SqliteLedger.open(directory.resolve("state"), directory.resolve("state/state.db"));
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void isKeptAsLongAsAnAnswerIsDue() {
        ledger.accept(key, NOON.minusSeconds(60), NOON);

        fail();

        assertThat(ledger.find(key)).isPresent();
    }

    @Test
    void isGivenUpOnceItIsTooOldForAnAnswer() {
        ledger.accept(key, NOON.minusSeconds(60), NOON.minusSeconds(1));

        fail();

        assertThat(ledger.find(key)).isEmpty();
    }

    @Test
    void doesNotLoseTheReasonIfTheLedgerFailsAsWell() {
        ledger.close();

        assertThatCode(this::fail).doesNotThrowAnyException();

        assertThat(failure.getSuppressed()).singleElement().isInstanceOf(LedgerFailure.class);
    }

    private void fail() {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, failure);
        Facts.COMMAND_KEY.set(exchange, key);
        new UnansweredCommand(ledger, () -> NOON).process(exchange);
    }
}
