package dev.mailshell.cli;

import dev.mailshell.config.Home;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files in which a client keeps its commands and the answers to them, by their names; nothing is read here. A file may move on
 * while they are listed.
 */
final class RecordFiles {

    private static final int ID_LENGTH = 36;
    private static final String ID = "([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})";
    private static final Pattern COMMAND = Pattern.compile(ID + "-.+\\.(?:json|cmd)");
    private static final Pattern REPLY = Pattern.compile("(" + ID + "(?:\\.[a-z0-9-]+)?)\\.json");

    private final Home home;

    /** A file of a command. */
    record Entry(UUID id, SentCommand.Stage stage, Path file, Instant at) {}

    RecordFiles(Home home) {
        this.home = home;
    }

    /** Each command once, where it has come farthest. */
    Map<UUID, Entry> commands() throws IOException {
        Map<UUID, Entry> entries = new HashMap<>();
        // In the order in which a file moves, so that none is missed on its way.
        add(entries, home.sending(), SentCommand.Stage.WAITING);
        add(entries, home.failed(), SentCommand.Stage.NOT_SENT);
        add(entries, home.sent(), SentCommand.Stage.SENT);
        return entries;
    }

    private static void add(Map<UUID, Entry> entries, Path folder, SentCommand.Stage stage) throws IOException {
        for (Path file : files(folder)) {
            Matcher name = COMMAND.matcher(file.getFileName().toString());
            if (name.matches()) {
                UUID id = UUID.fromString(name.group(1));
                entries.put(id, new Entry(id, stage, file, at(file)));
            }
        }
    }

    /** Those of replies that are whole, without their ending. */
    Set<String> replies() throws IOException {
        Set<String> stems = new TreeSet<>();
        for (Path file : files(home.replies())) {
            Matcher name = REPLY.matcher(file.getFileName().toString());
            if (name.matches()) {
                stems.add(name.group(1));
            }
        }
        return stems;
    }

    /** The id that a name of {@link #replies} begins with. */
    static UUID idOf(String stem) {
        return UUID.fromString(stem.substring(0, ID_LENGTH));
    }

    private static Set<Path> files(Path folder) throws IOException {
        Set<Path> files = new HashSet<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder)) {
            found.forEach(files::add);
        } catch (NoSuchFileException | NotDirectoryException none) {
            return Set.of();
        }
        return files;
    }

    /** Of a file that has moved on meanwhile: the beginning of time; it is found again where it went. */
    static Instant at(Path file) throws IOException {
        try {
            return Files.readAttributes(file, BasicFileAttributes.class)
                    .lastModifiedTime()
                    .toInstant();
        } catch (NoSuchFileException moved) {
            return Instant.EPOCH;
        }
    }
}
