package dev.mailshell.ledger;

import dev.mailshell.model.CommandKey;
import dev.mailshell.model.IdentityName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Proved parts of messages of which others are still missing: a directory of mode 0700 a message, a file of mode 0600 a part. What a
 * call has kept is on disk when it returns, also after a loss of power. Safe for use by several threads of one process.
 */
public final class PartFolder {

    /** Followed by how many parts there are. */
    private static final String DOCUMENT = "document-";

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");
    private static final Pattern MESSAGE = Pattern.compile("[^.]+\\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private static final String UNFINISHED = ".unfinished";

    private final Path directory;
    private final PartBounds bounds;
    private final InstantSource clock;

    private PartFolder(Path directory, PartBounds bounds, InstantSource clock) {
        this.directory = directory;
        this.bounds = bounds;
        this.clock = clock;
    }

    /**
     * Opens the folder, makes its directory if it is not there, and deletes what an earlier process did not finish writing.
     *
     * @param directory for these parts alone; on the file system of the files that are given to {@link #keep}
     * @param clock when a part comes
     * @throws IOException also if others may enter the directory
     */
    public static PartFolder open(Path directory, PartBounds bounds, InstantSource clock) throws IOException {
        DurableFiles.directory(directory);
        for (Path message : messages(directory)) {
            Files.deleteIfExists(message.resolve(UNFINISHED));
            if (read(message).isEmpty()) {
                delete(message);
            }
        }
        return new PartFolder(directory, bounds, clock);
    }

    /**
     * Keeps a part.
     *
     * @param key who signed it, and the id of the command
     * @param document what all parts of the message have in common, byte for byte
     * @param part its number, from 1
     * @param parts how many there are
     * @param file a file of mode 0600; it is taken over if it is new here, else it stays where it is
     */
    public synchronized Kept keep(CommandKey key, byte[] document, int part, int parts, Path file) throws IOException {
        Optional<PartialMessage> before = find(key);
        if (before.isPresent() && !Arrays.equals(Files.readAllBytes(before.get().document()), document)) {
            return new Kept.Contradicts();
        }
        if (before.isEmpty() || !before.get().kept().containsKey(part)) {
            Optional<String> noRoom = bounds.refuse(key, before.isEmpty(), Files.size(file), all());
            if (noRoom.isPresent()) {
                return new Kept.NoRoom(noRoom.get());
            }
            if (before.isEmpty()) {
                begin(directoryOf(key), DOCUMENT + parts, document);
            }
            store(file, directoryOf(key).resolve(Integer.toString(part)));
            Files.setLastModifiedTime(directoryOf(key), FileTime.from(clock.instant()));
        }
        return new Kept.Stored(find(key).orElseThrow());
    }

    /** The parts of one message that are there; empty if none is. */
    public synchronized Optional<PartialMessage> find(CommandKey key) throws IOException {
        return Files.isDirectory(directoryOf(key)) ? read(directoryOf(key)) : Optional.empty();
    }

    /** All messages of which there are parts. */
    public synchronized List<PartialMessage> all() throws IOException {
        List<PartialMessage> all = new ArrayList<>();
        for (Path message : messages(directory)) {
            read(message).ifPresent(all::add);
        }
        return all;
    }

    /** Deletes all parts of a message; nothing happens if there is none. */
    public synchronized void remove(CommandKey key) throws IOException {
        delete(directoryOf(key));
    }

    /** What somebody else has put there is none of them. */
    private static List<Path> messages(Path directory) throws IOException {
        return DurableFiles.list(directory).stream()
                .filter(entry -> Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)
                        && MESSAGE.matcher(entry.getFileName().toString()).matches())
                .toList();
    }

    private static void begin(Path message, String name, byte[] document) throws IOException {
        DurableFiles.directory(message);
        Path unfinished = message.resolve(UNFINISHED);
        Files.deleteIfExists(unfinished);
        DurableFiles.file(unfinished);
        Files.write(unfinished, document, StandardOpenOption.WRITE);
        store(unfinished, message.resolve(name));
    }

    private static void store(Path from, Path to) throws IOException {
        DurableFiles.force(from);
        DurableFiles.rename(from, to);
    }

    private static Optional<PartialMessage> read(Path message) throws IOException {
        Optional<Path> document = Optional.empty();
        SortedMap<Integer, Path> kept = new TreeMap<>();
        for (Path file : DurableFiles.list(message)) {
            String name = file.getFileName().toString();
            if (name.startsWith(DOCUMENT)) {
                document = Optional.of(file);
            } else if (NUMBER.matcher(name).matches()) {
                kept.put(Integer.valueOf(name), file);
            }
        }
        Instant lastArrival = Files.getLastModifiedTime(message).toInstant();
        return document.map(file -> new PartialMessage(keyOf(message), file, partsOf(file), kept, lastArrival));
    }

    private static void delete(Path message) throws IOException {
        if (Files.isDirectory(message)) {
            for (Path file : DurableFiles.list(message)) {
                Files.delete(file);
            }
            Files.delete(message);
        }
    }

    /** A name has no dot, so that the first one ends it. */
    private Path directoryOf(CommandKey key) {
        return directory.resolve(key.signer() + "." + key.id());
    }

    private static CommandKey keyOf(Path message) {
        String name = message.getFileName().toString();
        int dot = name.indexOf('.');
        return new CommandKey(new IdentityName(name.substring(0, dot)), UUID.fromString(name.substring(dot + 1)));
    }

    private static int partsOf(Path document) {
        return Integer.parseInt(document.getFileName().toString().substring(DOCUMENT.length()));
    }
}
