package dev.mailshell.camel;

import java.util.Optional;
import org.apache.camel.Endpoint;
import org.apache.camel.support.ScheduledPollConsumer;

/** The one listener that a route has while it runs, if it has one. */
final class PushThread {

    private volatile Optional<PushListener> listener = Optional.empty();

    /** Has {@code begun} listen for the route that polls by {@code consumer}. */
    void start(ScheduledPollConsumer consumer, PushListener begun) {
        Endpoint endpoint = consumer.getEndpoint();
        listener = Optional.of(begun);
        endpoint.getCamelContext()
                .getExecutorServiceManager()
                .newThread("Push " + consumer.getRouteId(), begun)
                .start();
    }

    void stop() {
        listener.ifPresent(PushListener::stop);
        listener = Optional.empty();
    }

    boolean isListening() {
        return listener.map(PushListener::isListening).orElse(false);
    }

    /** Has it try again now, if it waits to. */
    void nudge() {
        listener.ifPresent(PushListener::nudge);
    }
}
