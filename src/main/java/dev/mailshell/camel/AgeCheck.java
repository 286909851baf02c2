package dev.mailshell.camel;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Ends the way of a command that is so old that the ledger may have forgotten it. */
final class AgeCheck implements Processor {

    private final Freshness freshness;

    AgeCheck(Freshness freshness) {
        this.freshness = freshness;
    }

    @Override
    public void process(Exchange exchange) throws Unanswerable {
        freshness.requireRemembered(Facts.COMMAND.of(exchange).issuedAt());
    }
}
