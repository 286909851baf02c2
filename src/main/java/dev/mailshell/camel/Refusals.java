package dev.mailshell.camel;

import dev.mailshell.ledger.StoredMail;
import dev.mailshell.model.Reason;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One log line and one count for each refused mail. Nobody is answered. */
final class Refusals implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.refused");

    private final Counters counters;

    Refusals(Counters counters) {
        this.counters = counters;
    }

    Counters counters() {
        return counters;
    }

    @Override
    public void process(Exchange exchange) {
        Refusal refusal = Refusal.of(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class));
        if (refusal.reason() == Reason.INTERNAL) {
            // A fault of ours says nothing about the mail: it is worth another attempt.
            Facts.RETRY.set(exchange, refusal.mayPass());
        }
        record(Facts.STORED.find(exchange).map(StoredMail::name).orElse("-"), refusal);
    }

    void record(String subject, Refusal refusal) {
        if (refusal.reason() == Reason.INTERNAL) {
            LOG.error("{} refused: INTERNAL", subject, refusal);
        } else {
            LOG.warn("{} refused: {}, {}", subject, refusal.reason(), refusal.getMessage());
        }
        // After the line: whoever sees the count finds it.
        counters.count(refusal.reason());
    }
}
