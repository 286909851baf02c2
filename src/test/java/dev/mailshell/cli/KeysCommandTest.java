package dev.mailshell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mailshell.config.Home;
import dev.mailshell.config.MailshellConfig;
import dev.mailshell.config.PolicyFile;
import dev.mailshell.config.Role;
import dev.mailshell.crypto.Keyring;
import dev.mailshell.crypto.KeyringFolder;
import dev.mailshell.crypto.Peers;
import dev.mailshell.model.IdentityName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeysCommandTest {

    @TempDir
    Path directory;

    @Test
    void makesExactlyTheseFilesAndFoldersForTheirOwnerOnly() throws Exception {
        init("ec");

        assertThat(tree(directory.resolve("homes/web1")))
                .containsExactly(
                        "rwx------ identity",
                        "rw------- identity/web1.crt",
                        "rw------- identity/web1.key",
                        "rwx------ logs",
                        "rw------- mailshell.properties",
                        "rw------- policy.yaml",
                        "rwx------ revoked",
                        "rwx------ state",
                        "rwx------ state/spool",
                        "rwx------ state/work",
                        "rwx------ trust",
                        "rwx------ trust/clients",
                        "rwx------ trust/clients/alice",
                        "rw------- trust/clients/alice/address",
                        "rw------- trust/clients/alice/alice.crt",
                        "rwx------ trust/clients/bob",
                        "rw------- trust/clients/bob/address",
                        "rw------- trust/clients/bob/bob.crt");
        assertThat(tree(directory.resolve("homes/alice")))
                .containsExactly(
                        "rwx------ failed",
                        "rwx------ identity",
                        "rw------- identity/alice.crt",
                        "rw------- identity/alice.key",
                        "rwx------ logs",
                        "rw------- mailshell.properties",
                        "rwx------ outbox",
                        "rwx------ replies",
                        "rwx------ revoked",
                        "rwx------ sending",
                        "rwx------ sent",
                        "rwx------ state",
                        "rwx------ state/spool",
                        "rwx------ state/work",
                        "rwx------ trust",
                        "rwx------ trust/servers",
                        "rwx------ trust/servers/db1",
                        "rw------- trust/servers/db1/address",
                        "rw------- trust/servers/db1/db1.crt",
                        "rwx------ trust/servers/web1",
                        "rw------- trust/servers/web1/address",
                        "rw------- trust/servers/web1/web1.crt");
        assertThat(tree(directory))
                .filteredOn(path -> path.matches("\\S+ (homes|homes/[^/]+)"))
                .containsExactly(
                        "rwx------ homes",
                        "rwx------ homes/alice",
                        "rwx------ homes/bob",
                        "rwx------ homes/db1",
                        "rwx------ homes/web1");
    }

    @Test
    void putsEachPrivateKeyOnlyIntoItsOwnersHome() throws Exception {
        init("ec");

        try (Stream<Path> files = Files.walk(directory)) {
            assertThat(files.filter(Files::isRegularFile)
                            .filter(KeysCommandTest::holdsPrivateKey)
                            .map(file -> directory.relativize(file).toString()))
                    .containsExactlyInAnyOrder(
                            "homes/web1/identity/web1.key",
                            "homes/db1/identity/db1.key",
                            "homes/alice/identity/alice.key",
                            "homes/bob/identity/bob.key");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa", "ec"})
    void makesKeyringsThatTrustOneAnother(String algorithm) {
        init(algorithm);

        Keyring web1 = keyring("web1", Peers.CLIENTS);
        Keyring alice = keyring("alice", Peers.SERVERS);

        assertThat(web1.peers())
                .extracting(peer -> peer.identity().toString())
                .containsExactly(
                        "Identity[name=alice, address=alice@mail.test]", "Identity[name=bob, address=bob@mail.test]");
        assertThat(alice.peers())
                .extracting(peer -> peer.identity().name().value())
                .containsExactly("db1", "web1");
        assertThat(web1.encryptionKey(new IdentityName("alice"), Cli.NOW)
                        .orElseThrow()
                        .fingerprint())
                .isEqualTo(alice.signingKey(Cli.NOW).orElseThrow().fingerprint());
        assertThat(alice.encryptionKey(new IdentityName("web1"), Cli.NOW)
                        .orElseThrow()
                        .fingerprint())
                .isEqualTo(web1.signingKey(Cli.NOW).orElseThrow().fingerprint());
    }

    @Test
    void makesAHomeThatNeedsOnlyHostsAndAPassword() throws Exception {
        init("ec");
        Home home = new Home(directory.resolve("homes/alice"));
        Path password = home.directory().resolve("password");
        Files.createFile(password, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(password, "s3cret");

        MailshellConfig config = MailshellConfig.load(
                home, Map.of("MAILSHELL_IMAP_HOST", "imap.test", "MAILSHELL_SMTP_HOST", "smtp.test"));

        assertThat(config.role()).isEqualTo(Role.CLIENT);
        assertThat(config.identity()).hasToString("Identity[name=alice, address=alice@mail.test]");
        assertThat(Files.readString(home.properties())).doesNotContain("web1", "example.org");
    }

    @Test
    void writesAPolicyThatIsValidAndNamesEachClient() throws Exception {
        init("ec");
        Path policy = directory.resolve("homes/web1/policy.yaml");

        assertThat(PolicyFile.load(policy).warnings()).isEmpty();
        assertThat(Files.readString(policy))
                .containsPattern("(?m)^  alice: \\{ roles: \\[\\w+] }$")
                .containsPattern("(?m)^  bob: \\{ roles: \\[\\w+] }$")
                .containsPattern("(?m)^ +# shell: ");
    }

    @Test
    void printsEachFingerprintForComparison() {
        Cli cli = init("ec");

        String fingerprint =
                keyring("alice", Peers.SERVERS).ownKeys().get(0).fingerprint().grouped();
        assertThat(cli.out()).contains("client alice <alice@mail.test>\n").contains(fingerprint);
    }

    @Test
    void refusesToOverwriteAHomeAndMakesNoOther() throws Exception {
        Path existing = directory.resolve("homes/bob");
        Files.createDirectories(existing);

        Cli cli = init("ec");

        assertThat(cli.exitCode()).isEqualTo(255);
        assertThat(cli.err().lines().findFirst()).hasValue("error: the home " + existing + " exists already");
        assertThat(tree(directory.resolve("homes"))).hasSize(1);
    }

    @Test
    void refusesAFileInPlaceOfTheFolder() throws Exception {
        Path blocked = directory.resolve("homes");
        Files.writeString(blocked, "a file, not a folder");

        Cli cli = init("ec");

        assertThat(cli.exitCode()).isEqualTo(255);
        assertThat(cli.err().lines())
                .containsExactly(
                        "error: --dir is not a folder (was " + blocked + ")",
                        "hint: name a new folder, or one that holds homes");
        assertThat(tree(directory)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--server web1=w@mail.test --client web1=c@mail.test"
                        + "| --client web1=c@mail.test: the name web1 is taken (by --server web1=w@mail.test)",
                "--server web1=w@mail.test --server web1=x@mail.test --client a=a@mail.test"
                        + "| --server web1=x@mail.test: the name web1 is taken (by --server web1=w@mail.test)",
                "--server web1=mail.test --client a=a@mail.test"
                        + "| --server web1=mail.test: the mail address is not of the form name@domain",
                "--server web1 --client a=a@mail.test| --server web1: not of the form NAME=ADDRESS",
                "--server ../x=w@mail.test --client a=a@mail.test"
                        + "| --server ../x=w@mail.test: the name is not 1 to 63 of a-z, 0-9 and - (was 4 characters)",
                "--server web1=w@mail.test| --client: no party is named",
            })
    void refusesWrongParties(String arguments, String error) throws Exception {
        List<String> command = Stream.concat(
                        Stream.of(
                                "keys",
                                "init",
                                "--dir",
                                directory.resolve("homes").toString()),
                        Stream.of(arguments.split(" ")))
                .toList();

        Cli cli = Cli.run(command.toArray(String[]::new));

        assertThat(cli.exitCode()).isEqualTo(255);
        assertThat(cli.err().lines()).hasSize(2).first().isEqualTo("error: " + error);
        assertThat(cli.err()).contains("\nhint: ");
        assertThat(directory.resolve("homes")).doesNotExist();
    }

    @Test
    void listsOwnTrustedAndRevokedKeys() throws Exception {
        init("ec");
        Path web1 = directory.resolve("homes/web1");
        Files.move(web1.resolve("trust/clients/bob/bob.crt"), web1.resolve("revoked/bob.crt"));

        JsonNode keys = json("keys", "list", "--json", "--home", web1.toString());

        assertThat(keys).extracting(key -> key.get("name").textValue()).containsExactly("web1", "alice", "bob");
        assertThat(keys).extracting(key -> key.get("kind").textValue()).containsExactly("own", "client", "revoked");
        assertThat(keys)
                .extracting(key -> key.get("address").textValue())
                .containsExactly("web1@mail.test", "alice@mail.test", "bob@mail.test");
        assertThat(keys).extracting(key -> key.get("state").textValue()).containsExactly("valid", "valid", "revoked");
        assertThat(keys).extracting(key -> key.get("algorithm").textValue()).containsOnly("EC-256");
    }

    @Test
    void listsOneKeyALineForPeople() {
        init("ec");

        Cli cli = Cli.run(
                "keys", "list", "--home", directory.resolve("homes/web1").toString());

        assertThat(cli.out().lines()).hasSize(4);
        assertThat(cli.out()).contains("web1   web1@mail.test   own     EC-256     2028-11-19T10:00:00Z  valid  ");
        assertThat(cli.out().lines().skip(1))
                .allSatisfy(line -> assertThat(line).containsPattern("  [0-9A-F]{4}( [0-9A-F]{4}){15}$"));
    }

    @Test
    void tellsAnExpiredKey() {
        init("ec");
        String home = directory.resolve("homes/web1").toString();

        Cli cli = Cli.run(Map.of(), Cli.NOW.plus(Duration.ofDays(731)), "keys", "show", "alice", "--home", home);

        assertThat(cli.out()).contains("state        expired");
    }

    @Test
    void showsAFingerprintInGroupsAndTheCertificateItself() throws Exception {
        init("ec");
        Path web1 = directory.resolve("homes/web1");
        String grouped =
                keyring("alice", Peers.SERVERS).ownKeys().get(0).fingerprint().grouped();

        Cli shown = Cli.run("keys", "show", "alice", "--home", web1.toString());
        Cli pem = Cli.run("keys", "show", "alice", "--pem", "--home", web1.toString());

        assertThat(shown.out().replaceAll("\\s+", " ")).contains("fingerprint " + grouped + " algorithm");
        assertThat(pem.out()).isEqualTo(Files.readString(directory.resolve("homes/alice/identity/alice.crt")));
    }

    @Test
    void refusesToShowAPartyThatItDoesNotKnow() {
        init("ec");

        Cli cli = Cli.run(
                "keys",
                "show",
                "mallory",
                "--home",
                directory.resolve("homes/web1").toString());

        assertThat(cli.exitCode()).isEqualTo(255);
        assertThat(cli.err().lines()).first().isEqualTo("error: no key of mallory is known here");
    }

    @Test
    void printsTheNewHomesAsJson() throws Exception {
        String dir = directory.resolve("homes").toString();

        JsonNode homes = json(
                "keys",
                "init",
                "--json",
                "--algorithm",
                "ec",
                "--dir",
                dir,
                "--server",
                "w=w@mail.test",
                "--client",
                "c=c@mail.test");

        assertThat(homes).extracting(home -> home.get("home").textValue()).containsExactly(dir + "/w", dir + "/c");
    }

    @Test
    void encryptsEachPrivateKeyUnderThePassphraseInAFile() throws Exception {
        Path passphrase = passphraseFile("rw-------");

        Cli cli = init("ec", "--passphrase-file", passphrase.toString());

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
        init("ec", "--passphrase-file", passphraseFile("rw-------").toString());
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

        assertThat(init("ec", "--passphrase-file", open.toString()).err().lines())
                .containsExactly(
                        "error: passphrase: the file holds a password and others can use it (mode 0644, expected 0600)",
                        "hint: chmod 600 " + open);
        assertThat(init("ec", "--passphrase-file", none.toString()).err().lines())
                .containsExactly(
                        "error: " + none + ": there is no such file",
                        "hint: write it: (umask 077; cat > " + none + "), Enter, Ctrl-D");
        assertThat(init("ec", "--passphrase-file", empty.toString()).err())
                .startsWith("error: " + empty + ": expected one line of 1 to 256 characters")
                .endsWith("\nhint: write it: (umask 077; cat > " + empty + "), Enter, Ctrl-D\n");
        assertThat(directory.resolve("homes")).doesNotExist();
    }

    private Path passphraseFile(String mode) throws IOException {
        Path file = Files.writeString(directory.resolve("passphrase"), "correct horse\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    private Cli init(String algorithm, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "keys",
                "init",
                "--dir",
                directory.resolve("homes").toString(),
                "--algorithm",
                algorithm,
                "--server",
                "web1=web1@mail.test",
                "--server",
                "db1=db1@mail.test",
                "--client",
                "alice=alice@mail.test",
                "--client",
                "bob=bob@mail.test"));
        arguments.addAll(List.of(more));
        return Cli.run(arguments.toArray(String[]::new));
    }

    private Keyring keyring(String name, Peers peers) {
        return new KeyringFolder(
                        directory.resolve("homes").resolve(name), new IdentityName(name), peers, Optional.empty())
                .get();
    }

    private static JsonNode json(String... args) throws IOException {
        return new ObjectMapper().readTree(Cli.run(args).out());
    }

    private static boolean holdsPrivateKey(Path file) {
        try {
            return Files.readString(file).contains("PRIVATE KEY");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> tree(Path root) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(path -> !path.equals(root))
                    .sorted()
                    .map(path -> mode(path) + " " + root.relativize(path))
                    .toList();
        }
    }

    private static String mode(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
