package dev.mailshell.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFileTest {

    @TempDir
    Path folder;

    @Test
    void isForItsOwnerAlone() throws IOException {
        Path file = folder.resolve("file");
        PrivateFile.create(file).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThatThrownBy(() -> PrivateFile.create(file)).isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void isSeenOnlyOnceItIsWhole() throws IOException {
        Path file = folder.resolve("file");

        PrivateFile.publish(file, out -> {
            out.write(new byte[100_000]);
            assertThat(file).doesNotExist();
        });

        assertThat(file).hasSize(100_000);
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void leavesNothingBehindIfItsContentFails() {
        assertThatThrownBy(() -> PrivateFile.publish(folder.resolve("file"), out -> {
                    out.write(1);
                    throw new IOException("no more");
                }))
                .hasMessage("no more");

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void replacesAnOlderOneAndWhatACrashHasLeft() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "old");
        Files.writeString(folder.resolve(".file.part"), "half");

        PrivateFile.publish(file, out -> out.write("new".getBytes(StandardCharsets.UTF_8)));

        assertThat(file).hasContent("new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }
}
