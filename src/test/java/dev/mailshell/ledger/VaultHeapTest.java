package dev.mailshell.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultHeapTest {

    /** {@code head -c 104857600 /dev/zero | sha256sum}. */
    private static final String SHA256_OF_100_MIB_OF_ZEROS =
            "20492a4d0d84f8beb1767f6616229f85d44c2827b64bdbfb260ee12fa1109e0e";

    @TempDir
    Path directory;

    @Test
    void storesAndReadsAMailOf100MegabytesInAHeapOf32() throws Exception {
        DurableFiles.directory(directory.resolve("state"));
        DurableFiles.directory(directory.resolve("identity"));
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx32m",
                        "-Djava.io.tmpdir=" + directory,
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeVaultMail.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .start();

        String printed = new String(child.getInputStream().readAllBytes(), UTF_8);

        assertThat(printed).isEqualTo("true " + SHA256_OF_100_MIB_OF_ZEROS + "\n");
        assertThat(child.waitFor()).isZero();
    }
}
