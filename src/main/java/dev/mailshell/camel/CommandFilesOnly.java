package dev.mailshell.camel;

import java.io.File;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;

/**
 * Says once of each file in the outbox that its name is not that of a command file, when it has been there for a while: it may have
 * got its name only after it was written. Camel asks before it looks at the names that the route includes.
 */
final class CommandFilesOnly implements GenericFileFilter<File> {

    static final int MAX_NAMES = 100;
    static final Duration SETTLED = Duration.ofSeconds(5);

    private final GenericFileFilter<File> next;
    private final InstantSource clock;
    private final Consumer<String> warning;
    private final Map<String, Seen> others = new HashMap<>();

    /** When a file was first there, and whether it was spoken of. */
    private record Seen(Instant first, boolean said) {}

    /**
     * @param next decides on command files
     * @param warning takes what is to be said
     */
    CommandFilesOnly(GenericFileFilter<File> next, InstantSource clock, Consumer<String> warning) {
        this.next = next;
        this.clock = clock;
        this.warning = warning;
    }

    @Override
    public boolean accept(GenericFile<File> file) {
        String name = file.getFileNameOnly();
        if (file.isDirectory() || name.endsWith(".cmd") || name.endsWith(".json")) {
            return next.accept(file);
        }
        note(name);
        return false;
    }

    /** Of more names than can be kept nothing is said. */
    private synchronized void note(String name) {
        if (!others.containsKey(name) && others.size() >= MAX_NAMES) {
            return;
        }
        Instant now = clock.instant();
        Seen seen = others.computeIfAbsent(name, unknown -> new Seen(now, false));
        if (!seen.said() && !now.isBefore(seen.first().plus(SETTLED))) {
            others.put(name, new Seen(seen.first(), true));
            warning.accept("outbox/" + name + " is not taken: a command file's name ends with .cmd or .json");
        }
    }
}
