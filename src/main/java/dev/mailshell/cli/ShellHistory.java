package dev.mailshell.cli;

import dev.mailshell.config.Home;
import dev.mailshell.mime.PrivateFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.impl.history.DefaultHistory;

/** The lines that were typed, in a file that nobody else can read; without those that hold a one-time code or that of an invitation. */
final class ShellHistory extends DefaultHistory {

    private static final int MOST = 1000;
    private static final Pattern SECRET = Pattern.compile("--totp|^\\s*keys\\s+join\\b");

    static Path file(Home home) {
        return home.state().resolve("shell-history");
    }

    /** Has {@code builder} read and write the history of a home. */
    static void use(Home home, LineReaderBuilder builder) throws IOException {
        PrivateFile.ensure(file(home));
        builder.history(new ShellHistory())
                .variable(LineReader.HISTORY_FILE, file(home))
                .variable(LineReader.HISTORY_SIZE, MOST)
                .variable(LineReader.HISTORY_FILE_SIZE, MOST);
    }

    @Override
    public void add(Instant time, String line) {
        if (!SECRET.matcher(line).find()) {
            super.add(time, line);
        }
    }
}
