package dev.mailshell.camel;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes each event into the log. */
public final class LoggedTrail implements Trail {

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.trail");

    @Override
    public void happened(String subject, String event) {
        LogContext outer = LogContext.enter(subject);
        try {
            LOG.info("{} {}", subject, event);
        } finally {
            outer.leave();
        }
    }
}
