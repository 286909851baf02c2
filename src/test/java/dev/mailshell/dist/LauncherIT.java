package dev.mailshell.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherIT {

    @TempDir
    Path directory;

    private Image image;
    private Path temporary;

    @BeforeEach
    void layOut() throws Exception {
        image = Image.layOut(directory);
        temporary = Files.createDirectory(directory.resolve("tmp"));
    }

    @Test
    void carriesLettersBeyondAsciiToTheProcessWhateverTheLocale() throws Exception {
        Image.Run run = image.run(Map.of("LANG", "C", "LC_ALL", "POSIX"), "demo", "--", "printf '<%s>' ü; touch ü; ls");

        assertThat(run.err()).contains("verified");
        assertThat(run.out()).contains("<ü>ü\n");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void leavesNoNativeLibraryBehindWhenItIsKilled() throws Exception {
        image.run(Map.of(), "keys", "init", "--dir", "homes", "--server", "web1=web1@mail.test", "--client", "a=a@b.c");
        Path home = directory.resolve("homes/web1");
        Map<String, String> environment = new HashMap<>(nowhere());
        environment.put("MAILSHELL_JAVA_OPTS", "-Djava.io.tmpdir=" + temporary);
        Process server = image.start(
                environment, directory.resolve("out"), directory.resolve("err"), "server", "--home", home.toString());
        try {
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> Files.exists(home.resolve("state/state.db-wal")) || !server.isAlive());
            assertThat(server.isAlive())
                    .as(Files.readString(directory.resolve("err")))
                    .isTrue();
        } finally {
            server.destroyForcibly().waitFor();
        }

        assertThat(librariesBelow(temporary)).isZero();
        assertThat(librariesBelow(home)).isZero();
    }

    /** A mail server that nobody runs: the ledger is opened before the mailbox is. */
    private static Map<String, String> nowhere() {
        return Map.of(
                "MAILSHELL_IMAP_HOST", "localhost",
                "MAILSHELL_IMAP_PORT", "1",
                "MAILSHELL_IMAP_PASSWORD", "none",
                "MAILSHELL_SMTP_HOST", "localhost",
                "MAILSHELL_SMTP_PORT", "1",
                "MAILSHELL_SMTP_PASSWORD", "none");
    }

    private static long librariesBelow(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().contains("sqlitejdbc"))
                    .count();
        }
    }
}
