package dev.mailshell.camel;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.ContextServicePlugin;

/**
 * Has {@code camel run} find the beans and placeholders that routes of a server or a client name, where the property {@code mailshell.home}, or
 * the variable {@code MAILSHELL_HOME}, says whose. Camel finds this class by a file of our jar; contexts without that property, and our own,
 * are left alone.
 */
public final class CamelRun implements ContextServicePlugin {

    /** For Camel. */
    public CamelRun() {}

    /** Sees to it that a context that names a home either has all that its routes need, or does not start. */
    @Override
    public void load(CamelContext context) {
        // Not yet: whatever fails here is only logged, and the settings are not read.
        context.addLifecycleStrategy(new HostedParty());
    }
}
