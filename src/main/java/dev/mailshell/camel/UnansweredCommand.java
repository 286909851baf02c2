package dev.mailshell.camel;

import dev.mailshell.ledger.Ledger;
import dev.mailshell.ledger.LedgerFailure;
import dev.mailshell.model.CommandKey;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes that an answer could not be composed, sealed or committed. The ledger still has the command, and it is answered later; unless it
 * is so old by now that it would get no answer, as when its client was removed: then it is given up.
 */
final class UnansweredCommand implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.command");

    private final Ledger ledger;
    private final InstantSource clock;

    UnansweredCommand(Ledger ledger, InstantSource clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) {
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        Optional<CommandKey> key = Facts.COMMAND_KEY.find(exchange);
        if (key.isPresent() && isGivenUp(key.get(), failure)) {
            LOG.error("{} is given up, no answer could be written as long as one was due", key.get(), failure);
        } else {
            LOG.error(
                    "{} could not be answered, will be answered as interrupted",
                    key.map(Object::toString).orElse("a command"),
                    failure);
        }
    }

    private boolean isGivenUp(CommandKey key, Throwable failure) {
        try {
            return ledger.giveUp(key, clock.instant());
        } catch (LedgerFailure e) {
            failure.addSuppressed(e);
            return false;
        }
    }
}
