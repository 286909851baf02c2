package dev.mailshell.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.config.Home;
import dev.mailshell.crypto.KeyringFailure;
import dev.mailshell.crypto.KeyringFolder;
import dev.mailshell.crypto.OwnKey;
import dev.mailshell.crypto.Peers;
import dev.mailshell.crypto.cms.PasswordBasedEncryption;
import dev.mailshell.crypto.cms.SmimeKeyPair;
import dev.mailshell.model.FinalStatus;
import dev.mailshell.model.IdentityName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyPassphraseTest {

    private static final String PASSPHRASE = "correct horse";

    @TempDir
    Path directory;

    @Test
    void isAllThatBothSidesNeedToUseEncryptedKeys() throws Exception {
        try (Parties parties = Parties.create(directory, List.of("web1"), List.of("alice"))) {
            encrypt(parties.home("web1"), "web1", Peers.CLIENTS);
            encrypt(parties.home("alice"), "alice", Peers.SERVERS);
            assertThatThrownBy(() -> parties.startServer("web1"))
                    .isInstanceOf(KeyringFailure.class)
                    .hasMessage("the private key identity/web1.key has a passphrase, and none is set");
            parties.environment("web1").put("MAILSHELL_KEY_PASSPHRASE", PASSPHRASE);
            parties.environment("alice").put("MAILSHELL_KEY_PASSPHRASE_FILE", passphraseFile());
            parties.startServer("web1");
            parties.startClient("alice");

            parties.drop("alice", "hello.cmd", "@web1\nenv\n");

            assertThat(new Replies(parties.home("alice")).awaitOne()).satisfies(reply -> {
                assertThat(reply.status()).isEqualTo(FinalStatus.DONE);
                assertThat(reply.toString()).doesNotContain(PASSPHRASE);
            });
        }
    }

    private static void encrypt(Home home, String name, Peers peers) throws Exception {
        OwnKey plain = new KeyringFolder(home.directory(), new IdentityName(name), peers, Optional.empty())
                .get()
                .ownKeys()
                .get(0);
        Path file = home.identity().resolve(name + ".key");
        Files.delete(file);
        new SmimeKeyPair(plain.privateKey(), plain.certificate())
                .writePrivateKey(file, new PasswordBasedEncryption(PASSPHRASE), new SecureRandom());
    }

    private String passphraseFile() throws Exception {
        Path file = Files.createFile(
                directory.resolve("passphrase"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, PASSPHRASE + "\n").toString();
    }
}
