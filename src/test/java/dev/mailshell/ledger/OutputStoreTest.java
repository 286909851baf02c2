package dev.mailshell.ledger;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.model.CommandKey;
import dev.mailshell.model.IdentityName;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputStoreTest {

    private static final OutputStore.Bounds BOUNDS = new OutputStore.Bounds(Duration.ofHours(1), 3, 1_000_000);

    @TempDir
    private Path home;

    private OutputStore store;
    private Instant now = Instant.parse("2026-11-20T12:00:00Z");

    @BeforeEach
    void open() throws IOException {
        store = OutputStore.open(home.resolve("outputs"), () -> now, new SecureRandom(), BOUNDS);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 200_000})
    void givesBackWhatWasKept(int size) throws Exception {
        byte[] text = "0123456789".repeat(size / 10 + 1).substring(0, size).getBytes(US_ASCII);
        CommandKey key = key("alice");

        keep(key, text);

        assertThat(read(key)).isEqualTo(text);
    }

    @Test
    void keepsNothingInPlaintextAndNothingOpenToOthers() throws Exception {
        keep(key("alice"), "a secret that nobody may read".getBytes(US_ASCII));

        for (Path file : files()) {
            assertThat(new String(Files.readAllBytes(file), US_ASCII)).doesNotContain("secret");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        assertThat(files()).hasSize(2);
    }

    @Test
    void refusesWhatSomebodyChanged() throws Exception {
        CommandKey key = key("alice");
        keep(key, "an output".getBytes(US_ASCII));
        for (Path file : files()) {
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length - 1] ^= 1;
            Files.write(file, bytes);
        }

        assertThatThrownBy(() -> read(key)).isInstanceOf(DamagedMail.class);
    }

    @Test
    void refusesWhatSomebodyCut() throws Exception {
        CommandKey key = key("alice");
        keep(key, new byte[100_000]);
        for (Path file : files()) {
            Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 65_556));
        }

        assertThatThrownBy(() -> read(key)).isInstanceOf(DamagedMail.class);
    }

    @Test
    void forgetsWhatIsOld() throws Exception {
        CommandKey key = key("alice");
        keep(key, new byte[10]);

        now = now.plus(BOUNDS.age());
        assertThat(store.find(key)).isPresent();
        now = now.plusSeconds(1);
        assertThat(store.find(key)).isEmpty();

        store.prune();
        assertThat(files()).isEmpty();
    }

    @Test
    void forgetsTheOldestOfAClientThatHasTooMany() throws Exception {
        CommandKey bobs = key("bob");
        keep(bobs, new byte[10]);
        List<CommandKey> keys = Stream.generate(() -> key("alice")).limit(4).toList();
        for (CommandKey key : keys) {
            keep(key, new byte[10]);
        }

        assertThat(store.find(keys.get(0))).isEmpty();
        assertThat(store.find(keys.get(1))).isPresent();
        assertThat(store.find(bobs)).isPresent();
        assertThat(files()).hasSize(8);
    }

    @Test
    void forgetsTheOldestOfAClientThatHasTooMuch() throws Exception {
        CommandKey first = key("alice");
        CommandKey second = key("alice");
        keep(first, new byte[600_000]);
        keep(second, new byte[600_000]);

        assertThat(store.find(first)).isEmpty();
        assertThat(store.find(second)).isPresent();

        CommandKey large = key("alice");
        keep(large, new byte[1_000_001]);
        assertThat(store.find(large)).isEmpty();
        assertThat(files()).isEmpty();
    }

    @Test
    void beginsEmpty() throws Exception {
        CommandKey key = key("alice");
        keep(key, new byte[10]);

        open();

        assertThat(files()).isEmpty();
        assertThat(store.find(key)).isEmpty();
    }

    private static CommandKey key(String client) {
        return new CommandKey(new IdentityName(client), UUID.randomUUID());
    }

    private void keep(CommandKey key, byte[] stdout) throws IOException {
        store.keep(
                key,
                new OutputStore.Stream(store.seal(new ByteArrayInputStream(stdout)), stdout.length, false),
                new OutputStore.Stream(store.seal(new ByteArrayInputStream(new byte[0])), 0, false));
    }

    private byte[] read(CommandKey key) throws IOException, DamagedMail {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        store.read(store.find(key).orElseThrow().stdout(), target);
        return target.toByteArray();
    }

    private List<Path> files() throws IOException {
        return DurableFiles.list(home.resolve("outputs"));
    }
}
