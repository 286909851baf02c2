package dev.mailshell.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What people read of commands that have come and gone: {@code commands.csv}, a row for each that has ended, and in {@code commands/} a text
 * of each. Both are bounded. A log that cannot be written stops nothing: its owner is told once, and again after it could be written
 * meanwhile. Safe for use by several threads of one process.
 */
public final class CommandLog {

    private static final long LARGEST_TABLE = 10_000_000;
    private static final int FULL_TABLES = 5;
    private static final Stories.Bounds STORIES = new Stories.Bounds(1000, Duration.ofDays(90), 1_000_000);

    private final Table table;
    private final Stories stories;
    private final Trouble trouble;
    private final Set<String> unwritable = new HashSet<>();

    /** Told that a part of the log cannot be written. */
    @FunctionalInterface
    public interface Trouble {
        /** @param what cannot be written, {@code commands.csv} or {@code commands/} */
        void because(String what, Exception failure);
    }

    @FunctionalInterface
    private interface Writing {
        void write() throws IOException;
    }

    /**
     * Opens nothing yet.
     *
     * @param folder of the logs
     * @param columns of the table
     */
    public CommandLog(Path folder, List<String> columns, InstantSource clock, Trouble trouble) {
        this.table = new Table(folder.resolve("commands.csv"), columns, LARGEST_TABLE, FULL_TABLES);
        this.stories = new Stories(folder.resolve("commands"), STORIES, clock);
        this.trouble = trouble;
    }

    /** Adds a row. Cells that a spreadsheet could take for a formula are defused, and unprintable characters are escaped. */
    public synchronized void row(List<String> cells) {
        write("commands.csv", () -> table.append(cells));
    }

    /**
     * Adds to the text of a command.
     *
     * @param text lines, printable, each with its end
     */
    public synchronized void tell(UUID id, String text) {
        write("commands/", () -> stories.append(id, text));
    }

    private void write(String what, Writing writing) {
        try {
            writing.write();
            unwritable.remove(what);
        } catch (IOException | RuntimeException e) {
            if (unwritable.add(what)) {
                trouble.because(what, e);
            }
        }
    }

    /** Loads what the first row needs. */
    public void prepare() {
        table.prepare();
    }
}
