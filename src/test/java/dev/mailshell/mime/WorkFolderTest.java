package dev.mailshell.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkFolderTest {

    @TempDir
    Path directory;

    private WorkFolder folder;

    @BeforeEach
    void create() {
        folder = new WorkFolder(directory, new SecureRandom(), 2);
    }

    private static void write(WorkFile file, String text) throws IOException {
        try (OutputStream out = file.write()) {
            out.write(text.getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Test
    void makesFilesThatOnlyTheirOwnerCanRead() throws Exception {
        WorkFile file = folder.take();
        write(file, "secret");

        assertThat(file.path()).hasContent("secret").hasParentRaw(directory);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
                .isEqualTo("rw-------");
    }

    @Test
    void keepsNothingOfWhatWasInAFileThatIsGivenBack() throws Exception {
        WorkFile file = folder.take();
        write(file, "a long secret");
        file.close();
        assertThat(file.path()).isEmptyFile();

        WorkFile next = folder.take();
        write(next, "short");

        assertThat(next.path()).isEqualTo(file.path()).hasContent("short");
    }

    @Test
    void givesEachFileToOneAtATimeThoughItIsGivenBackTwice() throws Exception {
        WorkFile file = folder.take();
        write(file, "secret");
        file.close();
        file.close();

        assertThat(folder.take().path()).isNotEqualTo(folder.take().path());
    }

    @Test
    void aSecondCloseTakesNothingFromTheNextOwner() throws Exception {
        WorkFile file = folder.take();
        write(file, "one");
        file.close();
        WorkFile next = folder.take();
        write(next, "other");

        file.close();

        assertThat(next.path()).hasContent("other");
        assertThat(folder.take().path()).isNotEqualTo(next.path());
    }

    @Test
    void removesWhatIsMoreThanItIsToKeep() throws Exception {
        WorkFile[] files = {folder.take(), folder.take(), folder.take()};
        for (WorkFile file : files) {
            write(file, "secret");
        }
        for (WorkFile file : files) {
            file.close();
        }

        assertThat(directory).isDirectoryNotContaining(file -> file.toFile().length() > 0);
        assertThat(directory.toFile().list()).hasSize(2);
    }

    @Test
    void keepsNoFileThatWasNeverWrittenOrWasMovedAway() throws Exception {
        folder.take().close();
        WorkFile moved = folder.take();
        write(moved, "secret");
        Files.move(moved.path(), directory.resolve("elsewhere"));
        moved.close();

        assertThat(directory.toFile().list()).containsExactly("elsewhere");
        assertThat(directory.resolve("elsewhere")).hasContent("secret");
    }

    @Test
    void keepsNothingThatItCannotEmpty() throws Exception {
        WorkFile file = folder.take();
        Files.createDirectory(file.path());

        file.close();

        assertThat(directory).isEmptyDirectory();
        assertThat(folder.take().path()).isNotEqualTo(file.path());
    }

    @Test
    void followsNoLinkThatSomebodyPutInItsPlace() throws Exception {
        Path elsewhere = Files.writeString(directory.resolve("elsewhere"), "not ours");
        WorkFile file = folder.take();
        Files.createSymbolicLink(file.path(), elsewhere);

        assertThatThrownBy(file::write).isInstanceOf(IOException.class);
        assertThat(elsewhere).hasContent("not ours");
    }
}
