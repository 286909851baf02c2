package dev.mailshell.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the units of systemd wait by. */
class AwaitReadyTest {

    @TempDir
    Path directory;

    private Process server;

    @BeforeEach
    void startSomethingThatRuns() throws IOException {
        server = new ProcessBuilder("sleep", "600").start();
    }

    @AfterEach
    void stopIt() throws InterruptedException {
        server.destroyForcibly().waitFor();
    }

    @Test
    void endsOnceTheFileIsThere() throws Exception {
        Process waiting = awaitReady("600");

        assertThat(waiting.waitFor(500, TimeUnit.MILLISECONDS)).isFalse();
        Files.createFile(directory.resolve("ready"));

        assertEnds(waiting, 0, "");
    }

    @Test
    void failsOnceTheProcessHasEnded() throws Exception {
        Process waiting = awaitReady("600");

        server.destroyForcibly().waitFor();

        assertEnds(waiting, 1, "it ended before it was ready\n");
    }

    @Test
    void letsTheStartGoOnWhereAMailServerDoesNotAnswer() throws Exception {
        assertEnds(
                awaitReady("1"),
                0,
                "it runs, and is not ready after 1 seconds: its mail server has not answered; it goes on trying\n");
        assertThat(server.isAlive()).isTrue();
    }

    private Process awaitReady(String seconds) throws IOException {
        return new ProcessBuilder(
                        Path.of("packaging", "systemd", "await-ready").toString(),
                        Long.toString(server.pid()),
                        directory.resolve("ready").toString(),
                        seconds)
                .start();
    }

    private static void assertEnds(Process waiting, int exitCode, String err) throws Exception {
        assertThat(waiting.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(waiting.exitValue()).isEqualTo(exitCode);
        assertThat(new String(waiting.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(err);
    }
}
