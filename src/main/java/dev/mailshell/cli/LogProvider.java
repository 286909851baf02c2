package dev.mailshell.cli;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LogbackServiceProvider;
import ch.qos.logback.core.CoreConstants;

/** Logback as it is before {@link Logs} sets it up: it looks for no configuration, in no file and no library. */
public final class LogProvider extends LogbackServiceProvider {

    /** Has slf4j take it. For who has not logged yet. */
    static void use() {
        System.setProperty("slf4j.provider", LogProvider.class.getName());
        // Or it tells on stderr that it does so.
        System.setProperty("slf4j.internal.verbosity", "WARN");
    }

    @Override
    public void initialize() {
        LoggerContext context = (LoggerContext) getLoggerFactory();
        context.setName(CoreConstants.DEFAULT_CONTEXT_NAME);
        context.setMDCAdapter(getMDCAdapter());
        context.start();
    }
}
