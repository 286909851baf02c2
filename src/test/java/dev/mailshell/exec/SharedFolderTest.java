package dev.mailshell.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.model.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedFolderTest {
    private static final int NOBODY = 65534;

    @TempDir
    private Path temporary;

    private Path home;
    private SharedFolder shared;

    @BeforeEach
    void make() throws IOException {
        home = Files.createDirectory(temporary.resolve("home"));
        shared = SharedFolder.of(temporary, home);
    }

    @Test
    void isTheSameForTheSameHomeAndAnotherForAnother() throws Exception {
        Path link = Files.createSymbolicLink(temporary.resolve("link"), home);
        Path other = Files.createDirectory(temporary.resolve("other"));

        assertThat(SharedFolder.of(temporary, link)).isEqualTo(shared);
        assertThat(SharedFolder.of(temporary, other)).isNotEqualTo(shared);
    }

    @Test
    void letsOthersPassThroughAndNoMore() throws Exception {
        shared.open();
        assertMode("rwx--x--x");
    }

    @Test
    void opensWhatAStoppedStartLeftClosed() throws Exception {
        Files.createDirectory(shared.path(), JobDirectory.OWN_FOLDER);
        shared.open();
        assertMode("rwx--x--x");
    }

    @Test
    void isEmptiedOfWhatAKilledRunLeft() throws Exception {
        shared.open();
        Files.createDirectories(shared.path().resolve("job-1/streams/inner"));
        Files.createFile(shared.path().resolve("job-1/streams/stdin"));
        Files.createDirectories(shared.path().resolve("job-2"));

        shared.clear();

        assertThat(shared.path()).isEmptyDirectory();
        assertMode("rwx--x--x");
    }

    @Test
    void isNotMadeByAServerWithoutSuchJobs() throws Exception {
        shared.clear();
        assertThat(shared.path()).doesNotExist();
    }

    @Test
    void isRefusedAndLeftAloneAsALink() throws Exception {
        Path kept = Files.createFile(home.resolve("kept"));
        Files.createSymbolicLink(shared.path(), home);

        shared.clear();

        assertThat(kept).exists();
        assertRefused("is a link");
    }

    @Test
    void isRefusedIfOthersCanWriteToIt() throws Exception {
        shared.open();
        Files.setPosixFilePermissions(shared.path(), PosixFilePermissions.fromString("rwx--x-wx"));
        assertRefused("was rwx--x-wx, expected rwx--x--x");
    }

    @Test
    void isRefusedAndLeftAloneIfItBelongsToAnother() throws Exception {
        RunAsTest.openToOthersAsRoot(temporary);
        shared.open();
        Path kept = Files.createFile(shared.path().resolve("kept"));
        Files.setAttribute(shared.path(), "unix:uid", NOBODY);

        shared.clear();

        assertThat(kept).exists();
        assertRefused("belongs to");
    }

    private void assertRefused(String fact) {
        assertThatThrownBy(shared::open).isInstanceOfSatisfying(StartFailure.class, refused -> {
            assertThat(refused.end().reason()).isEqualTo(Reason.RUN_AS_REFUSED);
            assertThat(refused)
                    .hasMessageContaining(fact)
                    .hasMessageContaining(shared.path().toString());
        });
    }

    private void assertMode(String permissions) throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(shared.path())))
                .isEqualTo(permissions);
    }
}
