package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.audit.TestLog;
import dev.mailshell.model.SealedCheckpoint;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has the fields of a reply's audit statement checks them with openssl, as docs/audit.md has it. */
class CheckpointWithOpensslTest {

    @TempDir
    Path directory;

    @Test
    void opensslVerifiesACheckpoint() throws Exception {
        SealedCheckpoint sealed = TestLog.of("web1").add("a", 42).sealed();

        assertThat(printedFor(sealed, sealed.head().root().hex())).contains("Signature Verified Successfully");
        assertThat(printedFor(sealed, "0".repeat(64))).contains("Signature Verification Failure");
    }

    private String printedFor(SealedCheckpoint sealed, String root) throws Exception {
        ProcessBuilder shell = new ProcessBuilder(
                        "bash", "-c", DocumentedShell.read("audit.md").command("openssl pkeyutl"))
                .directory(directory.toFile())
                .redirectErrorStream(true);
        shell.environment()
                .putAll(Map.of(
                        "root", root,
                        "sealedAt", sealed.checkpoint().sealedAt().toString(),
                        "key", sealed.key(),
                        "signature", sealed.signature()));
        Process process = shell.start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
