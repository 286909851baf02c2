package dev.mailshell.camel;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes that an answer could not be composed, sealed or committed. The ledger still has the command, and it is answered later. */
final class UnansweredCommand implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.command");

    @Override
    public void process(Exchange exchange) {
        LOG.error(
                "{} could not be answered, will be answered as interrupted",
                Facts.COMMAND_KEY.find(exchange).map(Object::toString).orElse("a command"),
                exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class));
    }
}
