package dev.mailshell.cli;

import dev.mailshell.config.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Looks for answers that were filed since the last look, whoever has filed them. Not for use by several threads. */
final class Arrivals {

    /** What is younger may have changed again within the same tick of the clock of the file system. */
    private static final Duration SETTLED = Duration.ofSeconds(1);

    private final Records records;
    private final List<Path> folders;
    private final InstantSource clock;
    private final Map<Path, FileTime> seen = new HashMap<>();
    private Set<String> known;

    /** What is there now is no news. */
    Arrivals(Records records, Home home, InstantSource clock) throws IOException {
        this.records = records;
        this.folders = List.of(home.sending(), home.sent(), home.failed(), home.replies());
        this.clock = clock;
        this.known = records.replies();
    }

    /** Whether a command or an answer has come or moved since the last call, or may have. */
    boolean isNews() throws IOException {
        boolean news = false;
        Instant settled = clock.instant().minus(SETTLED);
        for (Path folder : folders) {
            FileTime changed = Files.getLastModifiedTime(folder);
            news |= !changed.equals(seen.put(folder, changed))
                    || changed.toInstant().isAfter(settled);
        }
        return news;
    }

    /** The names of the answers that have come since the last call. */
    Set<String> take() throws IOException {
        Set<String> now = records.replies();
        Set<String> came = new TreeSet<>(now);
        came.removeAll(known);
        known = new HashSet<>(now);
        return came;
    }
}
