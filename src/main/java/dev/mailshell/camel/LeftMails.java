package dev.mailshell.camel;

import dev.mailshell.mime.PrivateFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The mails of a maildrop that are left where they are, by what it calls them (UIDL): they are other people's, or cannot be taken. A file has
 * them for the next run.
 */
final class LeftMails {

    /** So many mails a maildrop may hold that is looked through. */
    static final int MOST = 50_000;

    /** After so long it is looked through though it seems to be as it was. */
    private static final Duration LONGEST_TRUST = Duration.ofMinutes(10);
    /** So long a mail that broke a look does not stand in the way of those behind it. */
    private static final Duration POSTPONEMENT = Duration.ofSeconds(30);

    private final Path file;
    private final String title;
    private final InstantSource clock;
    private final Set<String> uids = new HashSet<>();
    private final Map<String, Instant> postponed = new HashMap<>();
    private Instant looked = Instant.MIN;
    private boolean changed;

    private LeftMails(Path file, String title, InstantSource clock) {
        this.file = file;
        this.title = title;
        this.clock = clock;
    }

    /**
     * Those of the last run, if it was about the same.
     *
     * @param file made with mode 0600; need not exist
     * @param title whose maildrop it is, and what of it is taken: under another title, each mail is looked at anew
     */
    static LeftMails open(Path file, String title, InstantSource clock) throws IOException {
        LeftMails left = new LeftMails(file, title, clock);
        if (Files.isRegularFile(file)) {
            List<String> lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
            if (!lines.isEmpty() && lines.get(0).equals(title)) {
                left.uids.addAll(lines.subList(1, lines.size()));
            }
        }
        return left;
    }

    synchronized boolean isEmpty() {
        return uids.isEmpty() && postponed.isEmpty();
    }

    synchronized boolean contains(String uid) {
        return uids.contains(uid) || clock.instant().isBefore(postponed.getOrDefault(uid, Instant.MIN));
    }

    /** Whether a maildrop of {@code count} mails, of which the newest is {@code newest}, holds nothing else. */
    synchronized boolean isAllOf(int count, String newest) {
        return count == uids.size() && uids.contains(newest) && clock.instant().isBefore(looked.plus(LONGEST_TRUST));
    }

    /** What is not in the maildrop any more is forgotten. */
    synchronized void keepOnly(Collection<String> there) {
        Set<String> all = new HashSet<>(there);
        changed |= uids.retainAll(all);
        postponed.keySet().retainAll(all);
        looked = clock.instant();
    }

    synchronized void add(String uid) {
        postponed.remove(uid);
        changed |= uids.add(uid);
    }

    /** For some seconds, other mails come first. */
    synchronized void postpone(String uid) {
        if (postponed.size() < MOST) {
            postponed.put(uid, clock.instant().plus(POSTPONEMENT));
        }
    }

    /** @throws IOException if the next run will not know them */
    synchronized void write() throws IOException {
        if (!changed) {
            return;
        }
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        try (OutputStream out = PrivateFile.create(part)) {
            out.write((title + "\n").getBytes(StandardCharsets.US_ASCII));
            out.write(String.join("\n", uids).getBytes(StandardCharsets.US_ASCII));
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        changed = false;
    }
}
