package dev.mailshell.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnerOnlyTest {

    @TempDir
    Path home;

    private Path key;

    @BeforeEach
    void makeKey() throws IOException {
        key = Files.createFile(
                home.resolve("web1.key"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    @Test
    void acceptsWhatThisUserMade() throws Exception {
        OwnerOnly ours = new OwnerOnly(home, FileOwners.ours());

        assertThatCode(() -> {
                    ours.requireFile(key);
                    ours.requireDirectory(home);
                })
                .doesNotThrowAnyException();
    }

    @Test
    void refusesAPrivateKeyOfSomebodyElse() throws Exception {
        OwnerOnly others = new OwnerOnly(home, new FileOwners(Map.of(4711, "web1")));
        String owner = Files.getOwner(key).getName();

        assertThatThrownBy(() -> others.requireFile(key)).isInstanceOfSatisfying(KeyringFailure.class, e -> {
            assertThat(e).hasMessage("the private key web1.key belongs to " + owner + " (expected web1)");
            assertThat(e.hint()).isEqualTo("chown web1 " + key + ", or run this as its owner");
        });
    }

    @Test
    void refusesADirectoryOfSomebodyElse() {
        OwnerOnly others = new OwnerOnly(home, new FileOwners(Map.of(4711, "web1")));

        assertThatThrownBy(() -> others.requireDirectory(home.resolve(".")))
                .isInstanceOf(KeyringFailure.class)
                .hasMessageContaining("belongs to");
    }

    @Test
    void acceptsRootBesideTheUserOfThisProgram() throws Exception {
        int ours = (int) Files.getAttribute(key, "unix:uid");

        assertThat(FileOwners.ours().accepted()).containsKeys(0, ours);
    }
}
