package dev.mailshell.doctor;

import java.time.Duration;
import java.util.List;

/** Looks at one thing. */
interface Check {

    /** Long enough for a slow mail server, short enough for somebody who waits. */
    Duration BOUND = Duration.ofSeconds(30);

    /** Its name within its group, such as {@code tls}. */
    String name();

    /**
     * What it finds, at least one thing.
     *
     * @throws Exception if it cannot look: that is a finding too, which {@link Trouble} puts in words
     */
    List<Finding> look() throws Exception;

    /** What it asks, such as a host and its port; empty if the fact of a failure says enough. */
    default String subject() {
        return "";
    }

    /** How long it may take; who is not back by then is given up. */
    default Duration bound() {
        return BOUND;
    }
}
