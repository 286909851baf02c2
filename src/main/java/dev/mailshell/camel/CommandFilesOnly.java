package dev.mailshell.camel;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
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

    /** By name; those come first that were not looked at for the longest time, so one that is gone before any that is still there. */
    private final Map<String, Seen> others = new LinkedHashMap<>(MAX_NAMES, 0.75f, true);

    /** When a file was first there, and whether it was spoken of. */
    private record Seen(Path file, Instant first, boolean said) {}

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
        note(name, file.getFile().toPath());
        return false;
    }

    /** Of more names than can be kept nothing is said. */
    private synchronized void note(String name, Path file) {
        if (!others.containsKey(name) && !hasRoom()) {
            return;
        }
        Instant now = clock.instant();
        Seen seen = others.computeIfAbsent(name, unknown -> new Seen(file, now, false));
        if (!seen.said() && !now.isBefore(seen.first().plus(SETTLED))) {
            others.put(name, new Seen(file, seen.first(), true));
            warning.accept("outbox/" + name + " is not taken: a command file's name ends with .cmd or .json");
        }
    }

    /** Forgets a name, if need be, whose file is gone. */
    private boolean hasRoom() {
        if (others.size() < MAX_NAMES) {
            return true;
        }
        Iterator<Seen> seen = others.values().iterator();
        if (Files.exists(seen.next().file())) {
            return false;
        }
        seen.remove();
        return true;
    }
}
