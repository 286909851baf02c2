package dev.mailshell.audit;

import dev.mailshell.mime.PrivateFile;
import dev.mailshell.model.Checkpoint;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.SealedCheckpoint;
import dev.mailshell.model.SeenSizes;
import dev.mailshell.model.Sha256;
import dev.mailshell.model.TreeHead;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a client has seen of the audit log of one server, and keeps in a file of lines.
 *
 * @param log the server
 * @param key its key, which is pinned since the first checkpoint
 * @param checkpoints those that are not proved to be the beginning of a later one, by size; mostly one
 */
public record SeenLog(IdentityName log, String key, List<SealedCheckpoint> checkpoints) {

    private static final String TITLE =
            "# The newest checkpoints that were seen of this audit log: size, root, time, signature.";
    private static final int FIELDS = 4;

    /** Sorts the checkpoints. */
    public SeenLog {
        checkpoints = checkpoints.stream()
                .sorted(Comparator.comparingLong(seen -> seen.head().size()))
                .toList();
    }

    /** What a command asks to be proved: the newest, and the oldest of the others. */
    public List<TreeHead> asked() {
        int last = checkpoints.size() - 1;
        return Stream.concat(
                        checkpoints.stream().limit(Math.min(last, SeenSizes.MOST - 1L)),
                        checkpoints.stream().skip(last))
                .map(SealedCheckpoint::head)
                .toList();
    }

    /**
     * What is in {@code file}; empty if it is not there.
     *
     * @throws IOException if it cannot be read, or holds something else
     */
    public static Optional<SeenLog> read(Path file) throws IOException {
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file, StandardCharsets.US_ASCII).stream()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .toList();
        try {
            IdentityName log = new IdentityName(value(lines, 0, "log "));
            String key = value(lines, 1, "key ");
            List<SealedCheckpoint> checkpoints = new ArrayList<>();
            for (String line : lines.subList(2, lines.size())) {
                checkpoints.add(checkpoint(log, key, line.split(" ", FIELDS)));
            }
            if (checkpoints.isEmpty()) {
                throw new IllegalArgumentException("no checkpoint");
            }
            return Optional.of(new SeenLog(log, key, checkpoints));
        } catch (IllegalArgumentException | DateTimeException | IndexOutOfBoundsException e) {
            throw new IOException(file + " does not hold what a client has seen of an audit log", e);
        }
    }

    private static String value(List<String> lines, int line, String name) {
        if (!lines.get(line).startsWith(name)) {
            throw new IllegalArgumentException("no " + name);
        }
        return lines.get(line).substring(name.length());
    }

    private static SealedCheckpoint checkpoint(IdentityName log, String key, String[] fields) {
        TreeHead head = new TreeHead(Long.parseLong(fields[0]), new Sha256(fields[1]));
        return new SealedCheckpoint(new Checkpoint(log, head, Instant.parse(fields[2])), key, fields[3]);
    }

    /** Puts it into {@code file}, with mode 0600; who sees the file sees all of it. */
    public void write(Path file) throws IOException {
        PrivateFile.publish(file, out -> out.write(text().getBytes(StandardCharsets.US_ASCII)));
        PrivateFile.forceNames(file.toAbsolutePath().getParent());
    }

    private String text() {
        StringBuilder text = new StringBuilder(TITLE + "\nlog " + log + "\nkey " + key + "\n");
        checkpoints.forEach(seen -> text.append(line(seen)).append('\n'));
        return text.toString();
    }

    /** A checkpoint as one line. */
    static String line(SealedCheckpoint seen) {
        return seen.head().size() + " " + seen.head().root() + " "
                + seen.checkpoint().sealedAt() + " " + seen.signature();
    }
}
