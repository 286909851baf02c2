package dev.mailshell.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;
import dev.mailshell.config.LogFormat;
import dev.mailshell.mime.PrivateFile;
import dev.mailshell.model.Printable;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/** Where log lines go: warnings to stderr, everything that a server or a client does also into its home. */
final class Logs {

    /**
     * A message is one line, whatever a mail server wrote into it. A stack trace has more, each with a mark, so that none can be taken
     * for a message.
     */
    private static final String PATTERN = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSX,UTC} %-5level %logger{0} "
            + "%replace(%msg){'" + Printable.UNPRINTABLE + "', '?'}%n"
            + "%replace(%replace(%ex){'[" + Printable.UNPRINTABLE + "&&[^\n\t]]', '?'}){'(?m)^(?=.)', '| '}";

    private static final FileSize LARGEST = FileSize.valueOf("10MB");
    private static final int KEPT = 5;

    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();

    private final LogFormat format;

    private Logs(LogFormat format) {
        this.format = format;
    }

    /** Only warnings of our own, and that somebody asks for an approval, on stderr: for commands that end soon. */
    static void quiet(boolean debug) {
        Logs logs = new Logs(LogFormat.TEXT);
        logs.start(new ConsoleAppender<>(), debug);
        if (!debug) {
            // What becomes of the one command is for its sender to say.
            logs.logger("mailshell.command").setLevel(Level.ERROR);
            // The request is out of the mailbox then, and nothing else would tell of it.
            logs.logger("mailshell.approval").setLevel(Level.INFO);
        }
    }

    /** As below, as text. */
    static void inFolder(Path folder, boolean debug) throws IOException {
        inFolder(folder, debug, LogFormat.TEXT);
    }

    /** Into {@code folder}, 10 MB a file, five files of mode 0600; and on stderr. With {@code debug} also each step of a route. */
    static void inFolder(Path folder, boolean debug, LogFormat format) throws IOException {
        Path file = folder.resolve("mailshell.log");
        // Before logback tries, which would go on without a log.
        PrivateFile.ensure(file);
        Logs logs = new Logs(format);
        logs.start(new ConsoleAppender<>(), debug);
        logs.add(logs.file(file));
        logs.logger("mailshell").setLevel(debug ? Level.DEBUG : Level.INFO);
    }

    private void start(ConsoleAppender<ILoggingEvent> console, boolean debug) {
        context.reset();
        console.setTarget("System.err");
        add(console);
        logger(Logger.ROOT_LOGGER_NAME).setLevel(debug ? Level.DEBUG : Level.ERROR);
        logger("mailshell").setLevel(debug ? Level.DEBUG : Level.WARN);
        // It complains of each SPF record that a stranger got wrong, with a stack trace.
        logger("org.apache.james.jspf").setLevel(debug ? Level.DEBUG : Level.OFF);
    }

    private Logger logger(String name) {
        return context.getLogger(name);
    }

    private void add(OutputStreamAppender<ILoggingEvent> appender) {
        Encoder<ILoggingEvent> encoder = format == LogFormat.JSON ? new JsonLines() : pattern();
        encoder.setContext(context);
        encoder.start();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.start();
        logger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
    }

    private PatternLayoutEncoder pattern() {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setPattern(PATTERN);
        return encoder;
    }

    private RollingFileAppender<ILoggingEvent> file(Path file) {
        RollingFileAppender<ILoggingEvent> appender = new PrivateLogFile();
        appender.setFile(file.toString());
        FixedWindowRollingPolicy window = new FixedWindowRollingPolicy();
        window.setContext(context);
        window.setParent(appender);
        window.setFileNamePattern(file + ".%i");
        window.setMaxIndex(KEPT);
        window.start();
        SizeBasedTriggeringPolicy<ILoggingEvent> size = new SizeBasedTriggeringPolicy<>();
        size.setContext(context);
        size.setMaxFileSize(LARGEST);
        size.start();
        appender.setRollingPolicy(window);
        appender.setTriggeringPolicy(size);
        return appender;
    }
}
