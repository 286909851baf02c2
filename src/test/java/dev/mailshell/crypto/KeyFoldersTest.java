package dev.mailshell.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.model.IdentityName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFoldersTest {

    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    @TempDir
    Path home;

    private KeyFolders folders;

    @BeforeEach
    void makeHome() throws IOException {
        for (String folder : new String[] {"identity", "trust/clients/alice", "revoked"}) {
            Files.createDirectories(home.resolve(folder), PRIVATE);
        }
        Files.writeString(home.resolve("trust/clients/alice/address"), "alice@example.org\n");
        folders = new KeyFolders(home, new IdentityName("web1"), Peers.CLIENTS, FileOwners.ours());
    }

    @Test
    void readFoldersThatAreOurs() throws IOException {
        assertThat(folders.revoked(".crt")).isEmpty();
        assertThat(folders.privateKeys(".key")).isEmpty();
        assertThat(folders.peers()).singleElement().satisfies(peer -> assertThat(peer.identity())
                .hasToString("Identity[name=alice, address=alice@example.org]"));
    }

    /** Whoever can write into one of them decides who counts as whom. */
    @ParameterizedTest
    @ValueSource(strings = {"identity", "trust", "trust/clients", "trust/clients/alice", "revoked"})
    void refuseAFolderThatOthersCanWriteTo(String folder) throws IOException {
        Files.setPosixFilePermissions(home.resolve(folder), PosixFilePermissions.fromString("rwxrwx---"));

        assertThatThrownBy(this::readAll).isInstanceOf(KeyringFailure.class).hasMessageContaining(" " + folder + " ");
    }

    private void readAll() throws IOException {
        folders.revoked(".crt");
        folders.privateKeys(".key");
        folders.peers();
    }

    @Test
    void refuseAFileThatRevokesNothing() throws IOException {
        Files.writeString(home.resolve("revoked/alice.pem"), "");

        assertThatThrownBy(() -> folders.revoked(".crt"))
                .isInstanceOf(KeyringFailure.class)
                .hasMessage("revoked/alice.pem revokes nothing (expected files *.crt, *.asc or *.rev)");
    }

    @Test
    void takeOnlyOurOwnPrivateKeys() throws IOException {
        for (String file : new String[] {"web1.key", "web1-2.key", "web1-x.key", "web2.key", "web1.key.old"}) {
            Files.createFile(
                    home.resolve("identity").resolve(file),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }

        assertThat(folders.privateKeys(".key"))
                .extracting(file -> file.getFileName().toString())
                .containsExactly("web1-2.key", "web1.key");
    }
}
