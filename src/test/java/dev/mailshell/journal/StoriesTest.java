package dev.mailshell.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoriesTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @TempDir
    Path directory;

    private Path folder;
    private Instant now = NOON;
    private Stories stories;

    @BeforeEach
    void make() {
        folder = directory.resolve("commands");
        stories = new Stories(folder, new Stories.Bounds(10, Duration.ofDays(90), 20), () -> now);
    }

    @Test
    void addsToAFileOfItsOwnerInAFolderOfItsOwner() throws Exception {
        UUID id = UUID.randomUUID();

        stories.append(id, "one\n");
        stories.append(id, "two\n");

        Path file = folder.resolve(id + ".txt");
        assertThat(file).hasContent("one\ntwo\n");
        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(mode(folder)).isEqualTo("rwx------");
    }

    @Test
    void addsNothingToAFileThatIsLargeEnough() throws Exception {
        UUID id = UUID.randomUUID();
        for (int i = 0; i < 10; i++) {
            stories.append(id, "0123456789\n");
        }

        assertThat(folder.resolve(id + ".txt")).hasSize(22);
    }

    @Test
    void deletesTheOldestOfTooMany() throws Exception {
        UUID first = UUID.randomUUID();
        add(first, 0);
        for (int i = 1; i < 30; i++) {
            add(UUID.randomUUID(), i);
        }

        assertThat(count()).isBetween(9L, 11L);
        assertThat(folder.resolve(first + ".txt")).doesNotExist();
    }

    @Test
    void deletesWhatIsTooOldOnceADay() throws Exception {
        UUID old = UUID.randomUUID();
        add(old, 0);

        now = NOON.plus(Duration.ofDays(91));
        stories.append(UUID.randomUUID(), "new\n");

        assertThat(folder.resolve(old + ".txt")).doesNotExist();
        assertThat(count()).isOne();
    }

    @Test
    void countsWhatAnEarlierRunHasLeft() throws Exception {
        Files.createDirectory(folder);
        for (int i = 0; i < 30; i++) {
            Files.createFile(folder.resolve(UUID.randomUUID() + ".txt"));
        }

        stories.append(UUID.randomUUID(), "new\n");

        assertThat(count()).isLessThanOrEqualTo(11);
    }

    private void add(UUID id, int second) throws IOException {
        stories.append(id, "x\n");
        Files.setLastModifiedTime(folder.resolve(id + ".txt"), FileTime.from(NOON.plusSeconds(second)));
    }

    private long count() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
