package dev.mailshell.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RingFileTest {
    @TempDir
    private Path folder;

    private Path file;
    private RingFile ring;

    @BeforeEach
    void prepare() {
        file = folder.resolve("tail");
        ring = new RingFile(file, 4);
    }

    @Test
    void makesNoFileAsLongAsNothingIsWritten() throws Exception {
        ring.write(ByteBuffer.allocate(0));
        assertThat(folder).isEmptyDirectory();

        ring.close();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void makesAFileThatOnlyWeCanReadAndRemovesIt() throws Exception {
        ring.write(ByteBuffer.allocate(1));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        ring.close();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void makesNoFileOnceItIsClosed() throws Exception {
        ring.close();

        assertThatThrownBy(() -> ring.write(ByteBuffer.allocate(1))).isInstanceOf(ClosedChannelException.class);
        assertThat(folder).isEmptyDirectory();
    }
}
