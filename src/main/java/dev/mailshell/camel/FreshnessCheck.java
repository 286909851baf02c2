package dev.mailshell.camel;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Lets a command pass if it is neither from the future nor too late. */
final class FreshnessCheck implements Processor {

    private final Freshness freshness;

    FreshnessCheck(Freshness freshness) {
        this.freshness = freshness;
    }

    @Override
    public void process(Exchange exchange) throws Refusal {
        freshness.requireFresh(Facts.COMMAND.of(exchange));
    }
}
