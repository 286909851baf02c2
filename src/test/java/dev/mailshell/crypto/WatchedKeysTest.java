package dev.mailshell.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.mailshell.model.IdentityName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedKeysTest {

    @TempDir
    Path home;

    private final AtomicInteger readings = new AtomicInteger();
    private WatchedKeys<Integer> keys;
    private Path identity;

    @BeforeEach
    void watch() throws IOException {
        identity = Files.createDirectory(home.resolve("identity"));
        keys = new WatchedKeys<>(home, new IdentityName("web1"), Peers.CLIENTS, folders -> readings.incrementAndGet());
    }

    @Test
    void readsAgainOnlyAfterAChange() throws IOException {
        assertThat(keys.get()).isEqualTo(1);
        assertThat(keys.get()).isEqualTo(1);

        Files.writeString(identity.resolve("web1.crt"), "new");

        assertThat(keys.get()).isEqualTo(2);
    }

    @Test
    void doesNotMindAFileThatIsPutInPlaceMeanwhile() throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            while (!enough.get()) {
                putInPlace();
            }
        });

        try {
            assertThatCode(() -> {
                        for (int i = 0; i < 2000; i++) {
                            keys.get();
                        }
                    })
                    .doesNotThrowAnyException();
        } finally {
            enough.set(true);
        }
        writer.get(60, TimeUnit.SECONDS);
    }

    private void putInPlace() {
        try {
            Path part = Files.writeString(identity.resolve(".web1.crt.part"), "new");
            Files.move(part, identity.resolve("web1.crt"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
