package dev.mailshell.hub.smtp;

import java.io.IOException;

/** Where messages go. Safe for use by several threads. */
@FunctionalInterface
interface Delivery {

    /**
     * Reads the message, and gives it and its envelope to the route; says what became of it once the route has ended.
     *
     * @throws Malformed if it is no message
     * @throws IOException if the connection breaks off, or its time is over; nothing reached the route
     */
    Reply deliver(Conversation conversation, Transaction transaction) throws IOException;
}
