package dev.mailshell.crypto.cms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.crypto.SmallHeap;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargeMessageTest {

    @TempDir
    Path directory;

    @Test
    void sixtyMegabytesGoThroughAHeapOfFortyEight() throws Exception {
        Path work = Files.createDirectory(directory.resolve("work"));
        var outcome = new SmallHeap(48, directory.resolve("log")).run(LargeSmimeMessage.class, work);
        assertThat(outcome.status()).as(outcome.output()).isZero();
    }
}
