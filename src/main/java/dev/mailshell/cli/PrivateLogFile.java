package dev.mailshell.cli;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.RollingFileAppender;
import dev.mailshell.mime.PrivateFile;
import java.io.IOException;
import java.nio.file.Path;

/** Appends to a file of mode 0600, as is each that follows when it rolls: a log says who runs what. */
final class PrivateLogFile extends RollingFileAppender<ILoggingEvent> {

    /** Called for the first file and for each new one. */
    @Override
    public void openFile(String name) throws IOException {
        PrivateFile.ensure(Path.of(name));
        super.openFile(name);
    }
}
