package dev.mailshell.camel;

import dev.mailshell.mime.PrivateFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * When mails were submitted within the last day: a file has them, written before each mail is, so that neither a restart nor a kill gives
 * anything back. A power failure may lose those of the last seconds. For one thread, and one process.
 */
final class SubmissionTimes {

    private static final Duration WINDOW = Duration.ofDays(1);
    /** More than any limit allows in a day, twice. */
    private static final int MOST_LINES = 250_000;
    /** So many lines of old mails a file may have, beside as many as it has of new ones. */
    private static final int SPARE_LINES = 1000;

    private static final int LONGEST_LINE = 19;

    private final Path file;
    /** In milliseconds since 1970, in order. */
    private final List<Long> times = new ArrayList<>();

    private int lines;

    private SubmissionTimes(Path file) {
        this.file = file;
    }

    /**
     * Those that an earlier run has left.
     *
     * @param file made with mode 0600; need not exist
     */
    static SubmissionTimes open(Path file, Instant now) throws IOException {
        SubmissionTimes known = new SubmissionTimes(file);
        PrivateFile.ensure(file);
        try (Stream<String> all = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            // What is no number is the end of a line that a kill has cut.
            all.limit(MOST_LINES)
                    .filter(line -> line.length() < LONGEST_LINE && line.matches("[0-9]+"))
                    .map(Long::valueOf)
                    .forEach(known.times::add);
        }
        known.times.sort(null);
        known.prune(now);
        known.rewrite();
        return known;
    }

    /** How many there were within {@code window} before {@code now}: a day at most. */
    int count(Duration window, Instant now) {
        prune(now);
        long begin = now.minus(window).toEpochMilli();
        int index = times.size();
        while (index > 0 && times.get(index - 1) > begin) {
            index--;
        }
        return times.size() - index;
    }

    /** When the mail before the last {@code count} is older than {@code window}; there must be as many. */
    Instant freeAgain(int count, Duration window) {
        return Instant.ofEpochMilli(times.get(times.size() - count)).plus(window);
    }

    /** @throws IOException if the next run will not know it; this one does */
    void add(int mails, Instant now) throws IOException {
        prune(now);
        String line = now.toEpochMilli() + "\n";
        for (int i = 0; i < mails; i++) {
            times.add(now.toEpochMilli());
        }
        lines += mails;
        Files.writeString(file, line.repeat(mails), StandardCharsets.US_ASCII, StandardOpenOption.APPEND);
        if (lines > 2 * times.size() + SPARE_LINES) {
            rewrite();
        }
    }

    /** Of a clock that was ahead, what lies ahead counts as now: it must not block for as long as the clock was wrong. */
    private void prune(Instant now) {
        long latest = now.toEpochMilli();
        if (!times.isEmpty() && times.get(times.size() - 1) > latest) {
            times.replaceAll(time -> Math.min(time, latest));
        }
        long begin = now.minus(WINDOW).toEpochMilli();
        int old = 0;
        while (old < times.size() && times.get(old) <= begin) {
            old++;
        }
        times.subList(0, old).clear();
    }

    private void rewrite() throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        try (OutputStream out = PrivateFile.create(part)) {
            for (long time : times) {
                out.write((time + "\n").getBytes(StandardCharsets.US_ASCII));
            }
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        lines = times.size();
    }
}
