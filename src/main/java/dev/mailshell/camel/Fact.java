package dev.mailshell.camel;

import java.util.Optional;
import org.apache.camel.Exchange;

/**
 * Something that an earlier step has found out, kept beside the body as an exchange property.
 *
 * @param name of the property; a route may read it
 */
record Fact<T>(String name, Class<T> type) {

    T of(Exchange exchange) {
        return find(exchange).orElseThrow(() -> new IllegalStateException("no step has set " + name));
    }

    Optional<T> find(Exchange exchange) {
        return Optional.ofNullable(exchange.getProperty(name, type));
    }

    void set(Exchange exchange, T value) {
        exchange.setProperty(name, value);
    }
}
