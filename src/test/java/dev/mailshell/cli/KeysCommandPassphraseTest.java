package dev.mailshell.cli;

import static dev.mailshell.cli.FourHomes.tree;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysCommandPassphraseTest {

    @TempDir
    Path directory;

    private FourHomes homes;

    @BeforeEach
    void nameHomes() {
        homes = new FourHomes(directory);
    }

    @Test
    void encryptsEachPrivateKeyUnderThePassphraseInAFile() throws Exception {
        Path passphrase = passphraseFile("rw-------");

        Cli cli = homes.init("ec", "--passphrase-file", passphrase.toString());

        assertThat(cli.exitCode()).as(cli.err()).isZero();
        assertThat(cli.out() + cli.err()).doesNotContain("correct horse");
        for (String name : List.of("web1", "db1", "alice", "bob")) {
            Path key = directory.resolve("homes").resolve(name).resolve("identity/" + name + ".key");
            assertThat(Files.readString(key)).startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----\n");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                    .isEqualTo("rw-------");
        }
        assertThat(tree(directory.resolve("homes/web1"))).noneMatch(path -> path.contains("passphrase"));
    }

    @Test
    void listsEncryptedKeysWithTheirPassphraseOnly() throws Exception {
        homes.init("ec", "--passphrase-file", passphraseFile("rw-------").toString());
        String home = directory.resolve("homes/web1").toString();

        Cli right =
                Cli.run(Map.of("MAILSHELL_KEY_PASSPHRASE", "correct horse"), Cli.NOW, "keys", "list", "--home", home);
        Cli none = Cli.run("keys", "list", "--home", home);
        Cli wrong = Cli.run(Map.of("MAILSHELL_KEY_PASSPHRASE", "hunter2"), Cli.NOW, "keys", "list", "--home", home);

        assertThat(right.exitCode()).as(right.err()).isZero();
        assertThat(none.exitCode()).isEqualTo(255);
        assertThat(none.err().lines())
                .containsExactly(
                        "error: the private key identity/web1.key has a passphrase, and none is set",
                        "hint: set mailshell.key-passphrase-file to a file with it (mode 0600), or MAILSHELL_KEY_PASSPHRASE");
        assertThat(wrong.exitCode()).isEqualTo(255);
        assertThat(wrong.err().lines())
                .containsExactly(
                        "error: the private key identity/web1.key cannot be decrypted: the passphrase is wrong, or the file"
                                + " is damaged",
                        "hint: try the passphrase with: openssl pkey -noout -in "
                                + directory.resolve("homes/web1/identity/web1.key"));
    }

    @Test
    void takesNoPassphraseFromAFileThatOthersCanReadOrThatIsNotThere() throws Exception {
        Path open = passphraseFile("rw-r--r--");
        Path none = directory.resolve("none");
        Path empty = Files.createFile(
                directory.resolve("empty"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));

        assertThat(homes.init("ec", "--passphrase-file", open.toString()).err().lines())
                .containsExactly(
                        "error: passphrase: the file holds a password and others can use it (mode 0644, expected 0600)",
                        "hint: chmod 600 " + open);
        assertThat(homes.init("ec", "--passphrase-file", none.toString()).err().lines())
                .containsExactly(
                        "error: " + none + ": there is no such file",
                        "hint: write it: (umask 077; cat > " + none + "), Enter, Ctrl-D");
        assertThat(homes.init("ec", "--passphrase-file", empty.toString()).err())
                .startsWith("error: " + empty + ": expected one line of 1 to 256 characters")
                .endsWith("\nhint: write it: (umask 077; cat > " + empty + "), Enter, Ctrl-D\n");
        assertThat(directory.resolve("homes")).doesNotExist();
    }

    private Path passphraseFile(String mode) throws IOException {
        Path file = Files.writeString(directory.resolve("passphrase"), "correct horse\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }
}
