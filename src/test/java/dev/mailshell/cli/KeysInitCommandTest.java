package dev.mailshell.cli;

import static dev.mailshell.cli.FourHomes.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mailshell.config.Home;
import dev.mailshell.config.MailshellConfig;
import dev.mailshell.config.PolicyFile;
import dev.mailshell.config.Role;
import dev.mailshell.crypto.Keyring;
import dev.mailshell.crypto.Peers;
import dev.mailshell.model.IdentityName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeysInitCommandTest {

    @TempDir
    Path directory;

    private FourHomes homes;

    @BeforeEach
    void nameHomes() {
        homes = new FourHomes(directory);
    }

    @Test
    void makesExactlyTheseFilesAndFoldersForTheirOwnerOnly() throws Exception {
        homes.init("ec");

        assertThat(tree(directory.resolve("homes/web1")))
                .containsExactly(
                        "rwx------ audit",
                        "rwx------ identity",
                        "rw------- identity/web1.crt",
                        "rw------- identity/web1.key",
                        "rw------- identity/web1.pgp.asc",
                        "rw------- identity/web1.pgp.key",
                        "rwx------ logs",
                        "rw------- mailshell.properties",
                        "rw------- policy.schema.json",
                        "rw------- policy.yaml",
                        "rwx------ revoked",
                        "rwx------ state",
                        "rwx------ state/parts",
                        "rwx------ state/work",
                        "rwx------ trust",
                        "rwx------ trust/clients",
                        "rwx------ trust/clients/alice",
                        "rw------- trust/clients/alice/address",
                        "rw------- trust/clients/alice/alice.crt",
                        "rw------- trust/clients/alice/alice.pgp.asc",
                        "rwx------ trust/clients/bob",
                        "rw------- trust/clients/bob/address",
                        "rw------- trust/clients/bob/bob.crt",
                        "rw------- trust/clients/bob/bob.pgp.asc");
        assertThat(tree(directory.resolve("homes/alice")))
                .containsExactly(
                        "rwx------ failed",
                        "rwx------ identity",
                        "rw------- identity/alice.crt",
                        "rw------- identity/alice.key",
                        "rw------- identity/alice.pgp.asc",
                        "rw------- identity/alice.pgp.key",
                        "rwx------ logs",
                        "rw------- mailshell.properties",
                        "rwx------ outbox",
                        "rwx------ replies",
                        "rwx------ replies/approvals",
                        "rwx------ revoked",
                        "rwx------ sending",
                        "rwx------ sent",
                        "rwx------ state",
                        "rwx------ state/audit",
                        "rwx------ state/parts",
                        "rwx------ state/work",
                        "rwx------ trust",
                        "rwx------ trust/servers",
                        "rwx------ trust/servers/db1",
                        "rw------- trust/servers/db1/address",
                        "rw------- trust/servers/db1/db1.crt",
                        "rw------- trust/servers/db1/db1.pgp.asc",
                        "rwx------ trust/servers/web1",
                        "rw------- trust/servers/web1/address",
                        "rw------- trust/servers/web1/web1.crt",
                        "rw------- trust/servers/web1/web1.pgp.asc");
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
        homes.init("ec");

        try (Stream<Path> files = Files.walk(directory)) {
            assertThat(files.filter(Files::isRegularFile)
                            .filter(KeysInitCommandTest::holdsPrivateKey)
                            .map(file -> directory.relativize(file).toString()))
                    .containsExactlyInAnyOrder(
                            "homes/web1/identity/web1.key",
                            "homes/web1/identity/web1.pgp.key",
                            "homes/db1/identity/db1.key",
                            "homes/db1/identity/db1.pgp.key",
                            "homes/alice/identity/alice.key",
                            "homes/alice/identity/alice.pgp.key",
                            "homes/bob/identity/bob.key",
                            "homes/bob/identity/bob.pgp.key");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa", "ec"})
    void makesKeyringsThatTrustOneAnother(String algorithm) {
        homes.init(algorithm);

        Keyring web1 = homes.keyring("web1", Peers.CLIENTS);
        Keyring alice = homes.keyring("alice", Peers.SERVERS);

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
        homes.init("ec");
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
        homes.init("ec");
        Path policy = directory.resolve("homes/web1/policy.yaml");

        assertThat(PolicyFile.load(policy).warnings()).isEmpty();
        assertThat(Files.readString(policy))
                .containsPattern("(?m)^  alice: \\{ roles: \\[\\w+] }$")
                .containsPattern("(?m)^  bob: \\{ roles: \\[\\w+] }$")
                .containsPattern("(?m)^ +# shell: ");
    }

    @Test
    void printsEachFingerprintForComparison() {
        Cli cli = homes.init("ec");

        String fingerprint = homes.keyring("alice", Peers.SERVERS)
                .ownKeys()
                .get(0)
                .fingerprint()
                .grouped();
        assertThat(cli.out()).contains("client alice <alice@mail.test>\n").contains(fingerprint);
    }

    @Test
    void refusesToOverwriteAHomeAndMakesNoOther() throws Exception {
        Path existing = directory.resolve("homes/bob");
        Files.createDirectories(existing);

        Cli cli = homes.init("ec");

        assertThat(cli.exitCode()).isEqualTo(255);
        assertThat(cli.err().lines().findFirst()).hasValue("error: the home " + existing + " exists already");
        assertThat(tree(directory.resolve("homes"))).hasSize(1);
    }

    @Test
    void refusesAFileInPlaceOfTheFolder() throws Exception {
        Path blocked = directory.resolve("homes");
        Files.writeString(blocked, "a file, not a folder");

        Cli cli = homes.init("ec");

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
    void printsTheNewHomesAsJson() throws Exception {
        String dir = directory.resolve("homes").toString();

        JsonNode made = Cli.run(
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
                        "c=c@mail.test")
                .json();

        assertThat(made).extracting(home -> home.get("home").textValue()).containsExactly(dir + "/w", dir + "/c");
    }

    private static boolean holdsPrivateKey(Path file) {
        try {
            return Files.readString(file).contains("PRIVATE KEY");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
