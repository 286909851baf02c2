package dev.mailshell.journal;

import dev.mailshell.mime.PrivateFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * A folder with a text of each command, {@code <id>.txt} of mode 0600: the newest ones, and none beyond an age. For one thread at a time.
 */
final class Stories {

    private static final Duration BETWEEN_LOOKS = Duration.ofDays(1);

    private final Path folder;
    private final Bounds bounds;
    private final InstantSource clock;
    private int count;
    private Instant looked = Instant.MIN;

    /**
     * How much is kept.
     *
     * @param most files; when there are more, a tenth goes, the oldest
     * @param age of a file since something was added to it
     * @param largest bytes of a file, beyond which nothing is added to it
     */
    record Bounds(int most, Duration age, long largest) {}

    private record Aged(Path file, FileTime changed) {}

    /** Opens nothing yet. */
    Stories(Path folder, Bounds bounds, InstantSource clock) {
        this.folder = folder;
        this.bounds = bounds;
        this.clock = clock;
    }

    /** Adds {@code text} to what is told of a command. */
    void append(UUID id, String text) throws IOException {
        if (isTimeToLook()) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            look();
        }
        Path file = folder.resolve(id + ".txt");
        boolean isNew = Files.notExists(file);
        PrivateFile.ensure(file);
        if (Files.size(file) < bounds.largest()) {
            Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.APPEND);
        }
        if (isNew) {
            count++;
        }
    }

    private boolean isTimeToLook() {
        return count > bounds.most()
                || Files.notExists(folder)
                || !clock.instant().isBefore(looked.plus(BETWEEN_LOOKS));
    }

    private void look() throws IOException {
        List<Aged> files = files();
        Instant oldest = clock.instant().minus(bounds.age());
        int tooMany = files.size() > bounds.most() ? files.size() - bounds.most() * 9 / 10 : 0;
        count = files.size();
        for (Aged story : files) {
            if (tooMany > 0 || story.changed().toInstant().isBefore(oldest)) {
                Files.deleteIfExists(story.file());
                count--;
                tooMany--;
            }
        }
        looked = clock.instant();
    }

    /** The oldest first. */
    private List<Aged> files() throws IOException {
        List<Aged> files = new ArrayList<>();
        try (DirectoryStream<Path> stories = Files.newDirectoryStream(folder, "*.txt")) {
            for (Path story : stories) {
                files.add(new Aged(story, Files.getLastModifiedTime(story)));
            }
        }
        files.sort(Comparator.comparing(Aged::changed));
        return files;
    }
}
