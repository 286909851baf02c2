package dev.mailshell.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mailshell.crypto.Peers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownKeysTest {

    @TempDir
    Path directory;

    private FourHomes homes;

    @BeforeEach
    void nameHomes() {
        homes = new FourHomes(directory);
    }

    @Test
    void listsOwnTrustedAndRevokedKeys() throws Exception {
        homes.init("ec");
        Path web1 = directory.resolve("homes/web1");
        Files.move(web1.resolve("trust/clients/bob/bob.crt"), web1.resolve("revoked/bob.crt"));
        Files.copy(web1.resolve("trust/clients/bob/bob.pgp.asc"), web1.resolve("revoked/bob.pgp.asc"));

        JsonNode keys =
                Cli.run("keys", "list", "--json", "--home", web1.toString()).json();

        assertThat(keys)
                .extracting(key -> key.get("name").textValue())
                .containsExactly("web1", "alice", "bob", "web1", "alice", "bob");
        assertThat(keys)
                .extracting(key -> key.get("kind").textValue())
                .containsExactly("own", "client", "revoked", "own", "client", "client");
        assertThat(keys)
                .extracting(key -> key.get("address").textValue())
                .containsExactly(
                        "web1@mail.test",
                        "alice@mail.test",
                        "bob@mail.test",
                        "web1@mail.test",
                        "alice@mail.test",
                        "bob@mail.test");
        assertThat(keys)
                .extracting(key -> key.get("state").textValue())
                .containsExactly("valid", "valid", "revoked", "valid", "valid", "revoked");
        assertThat(keys)
                .extracting(key -> key.get("algorithm").textValue())
                .containsExactly("EC-256", "EC-256", "EC-256", "Ed25519", "Ed25519", "Ed25519");
    }

    @Test
    void listsOneKeyALineForPeople() {
        homes.init("ec");

        Cli cli = Cli.run(
                "keys", "list", "--home", directory.resolve("homes/web1").toString());

        assertThat(cli.out().lines()).hasSize(7);
        assertThat(cli.out()).contains("web1   web1@mail.test   own     EC-256     2028-11-19T10:00:00Z  valid  ");
        assertThat(cli.out().lines().skip(1)).allSatisfy(line -> assertThat(line)
                .containsPattern("  [0-9A-F]{4}( [0-9A-F]{4}){9}(( [0-9A-F]{4}){6})?$"));
    }

    @Test
    void tellsAnExpiredKey() {
        homes.init("ec");
        String home = directory.resolve("homes/web1").toString();

        Cli cli = Cli.run(Map.of(), Cli.NOW.plus(Duration.ofDays(731)), "keys", "show", "alice", "--home", home);

        assertThat(cli.out()).contains("state        expired");
    }

    @Test
    void showsAFingerprintInGroupsAndTheCertificateItself() throws Exception {
        homes.init("ec");
        Path web1 = directory.resolve("homes/web1");
        String grouped = homes.keyring("alice", Peers.SERVERS)
                .ownKeys()
                .get(0)
                .fingerprint()
                .grouped();

        Cli shown = Cli.run("keys", "show", "alice", "--home", web1.toString());
        Cli pem = Cli.run("keys", "show", "alice", "--pem", "--home", web1.toString());

        assertThat(shown.out().replaceAll("\\s+", " ")).contains("fingerprint " + grouped + " algorithm");
        Path identity = directory.resolve("homes/alice/identity");
        assertThat(pem.out())
                .isEqualTo(Files.readString(identity.resolve("alice.crt"))
                        + Files.readString(identity.resolve("alice.pgp.asc")).replace("\r\n", "\n"));
    }

    @Test
    void namesAKeyFileThatCannotBeReadOfEitherKind() throws Exception {
        homes.init("ec");
        Path web1 = directory.resolve("homes/web1");
        for (String file : new String[] {"bad.crt", "bad.asc"}) {
            Path bad = Files.writeString(web1.resolve("trust/clients/alice").resolve(file), "no key");

            Cli cli = Cli.run("keys", "list", "--home", web1.toString());

            assertThat(cli.exitCode()).isEqualTo(255);
            assertThat(cli.err()).startsWith("error: the file trust/clients/alice/" + file + " is n");
            Files.delete(bad);
        }
    }

    @Test
    void refusesToShowAPartyThatItDoesNotKnow() {
        homes.init("ec");

        Cli cli = Cli.run(
                "keys",
                "show",
                "mallory",
                "--home",
                directory.resolve("homes/web1").toString());

        assertThat(cli.exitCode()).isEqualTo(255);
        assertThat(cli.err().lines()).first().isEqualTo("error: no key of mallory is known here");
    }
}
