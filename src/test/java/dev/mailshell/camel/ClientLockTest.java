package dev.mailshell.camel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.config.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientLockTest {

    @TempDir
    Path directory;

    @Test
    void staysWithWhoHasItAlsoIfAnotherOfThisProcessAsksForItAndGoes() throws Exception {
        Home home = new Home(directory);
        try (ClientLock lock = ClientLock.of(home)) {
            assertThat(lock.tryTake()).isTrue();
            assertThat(lock.tryTake()).isTrue();
            try (ClientLock other = ClientLock.of(home)) {
                assertThat(other.tryTake()).isFalse();
            }
            assertThat(othersMayTake(home)).isFalse();
        }
        assertThat(othersMayTake(home)).isTrue();
        try (ClientLock next = ClientLock.of(home)) {
            assertThat(next.tryTake()).isTrue();
        }
    }

    /** Whether another process sees the file as free, by /proc/locks (proc(5)), which names the inode at the end of the second part. */
    private static boolean othersMayTake(Home home) throws IOException {
        String inode = Files.getAttribute(home.state().resolve("client.lock"), "unix:ino")
                .toString();
        return Files.readAllLines(Path.of("/proc/locks")).stream()
                .noneMatch(line -> line.contains(":" + inode + " ")
                        && line.contains(" " + ProcessHandle.current().pid() + " "));
    }
}
