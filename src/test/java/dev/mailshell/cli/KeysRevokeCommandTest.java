package dev.mailshell.cli;

import static dev.mailshell.cli.FourHomes.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysRevokeCommandTest {

    @TempDir
    Path directory;

    private Path web1;

    @BeforeEach
    void makeHomes() {
        new FourHomes(directory).init("ec");
        web1 = directory.resolve("homes/web1");
    }

    private Cli revoke(String... arguments) {
        return Cli.run(Stream.concat(Stream.of("keys", "revoke", "--home", web1.toString()), Stream.of(arguments))
                .toArray(String[]::new));
    }

    private List<JsonNode> keys(String name) throws IOException {
        JsonNode all =
                Cli.run("keys", "list", "--json", "--home", web1.toString()).json();
        return StreamSupport.stream(all.spliterator(), false)
                .filter(key -> key.get("name").textValue().equals(name))
                .toList();
    }

    private List<String> states(String name) throws IOException {
        return keys(name).stream()
                .map(key -> key.get("algorithm").textValue() + " "
                        + key.get("state").textValue())
                .toList();
    }

    private String fingerprint(String name, int index) throws IOException {
        return keys(name).get(index).get("fingerprint").textValue();
    }

    private void refusesAndChangesNothing(String fact, String... arguments) throws IOException {
        List<String> before = tree(web1);

        Cli cli = revoke(arguments);

        assertThat(cli.exitCode()).as(cli.out() + cli.err()).isEqualTo(255);
        assertThat(cli.err()).startsWith("error: ").contains(fact, "\nhint: ");
        assertThat(tree(web1)).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice", "--client=alice"})
    void revokesAllKeysOfAPartyAndOfNobodyElse(String alice) throws Exception {
        Cli cli = revoke(alice);

        assertThat(cli.exitCode()).as(cli.err()).isZero();
        assertThat(states("alice")).containsExactly("EC-256 revoked");
        assertThat(keys("?"))
                .singleElement()
                .satisfies(key -> assertThat(key.get("state").textValue()).isEqualTo("revoked"));
        assertThat(states("bob")).containsExactly("EC-256 valid", "Ed25519 valid");
        assertThat(tree(web1.resolve("revoked"))).containsExactly("rw------- alice.crt", "rw------- alice.pgp.asc");
        assertThat(tree(web1.resolve("trust/clients/alice"))).containsExactly("rw------- address");
        assertThat(cli.out())
                .startsWith("revoked ")
                .contains(", in revoked/alice.crt\n", ", in revoked/alice.pgp.asc\n");
        assertThat(cli.err())
                .isEqualTo("alice has no key left: no mail of alice is opened any more, from the next on\n");
    }

    @Test
    void revokesTheOneKeyThatIsMeantInWhateverFormItsFingerprintIsWritten() throws Exception {
        String openPgp = fingerprint("alice", 1);
        String certificate = fingerprint("alice", 0);

        Cli cli = revoke("alice", "--key", openPgp.toUpperCase(Locale.ROOT).replaceAll("(....)", "$1 "));

        assertThat(cli.exitCode()).as(cli.err()).isZero();
        assertThat(tree(web1.resolve("revoked"))).containsExactly("rw------- alice.pgp.asc");
        assertThat(states("alice")).containsExactly("EC-256 valid");
        assertThat(cli.err().replace(" ", "").toLowerCase(Locale.ROOT))
                .isEqualTo("alicekeepsthekey" + certificate + "\n");
    }

    @Test
    void overwritesNothingThatIsRevokedAlready() throws Exception {
        revoke("alice");
        Cli.run(
                "keys",
                "init",
                "--algorithm",
                "ec",
                "--dir",
                directory.resolve("more").toString(),
                "--server",
                "web1=web1@mail.test",
                "--client",
                "alice=alice@mail.test");
        Path renewed = directory.resolve("more/alice/identity/alice.crt");
        assertThat(Cli.run("keys", "add", "--home", web1.toString(), "--client", "alice", renewed.toString(), "--yes")
                        .exitCode())
                .isZero();

        assertThat(revoke("alice").out()).endsWith(", in revoked/alice-2.crt\n");
        assertThat(tree(web1.resolve("revoked")))
                .containsExactly("rw------- alice-2.crt", "rw------- alice.crt", "rw------- alice.pgp.asc");
    }

    @Test
    void refusesWhatWouldRevokeNothing() throws Exception {
        refusesAndChangesNothing("nothing is revoked: the trust folder holds no key of carol", "carol");
        refusesAndChangesNothing("holds no key with the fingerprint", "alice", "--key", fingerprint("bob", 0));
        refusesAndChangesNothing("--key is not a whole fingerprint", "alice", "--key", "abcd");
        refusesAndChangesNothing("there is no such name", "../alice");
        refusesAndChangesNothing("web1 is the name of this home itself", "web1");
        refusesAndChangesNothing("trusts no servers", "--server", "alice");
        revoke("alice");
        refusesAndChangesNothing("nothing is revoked", "alice");
    }

    @Test
    void tellsProgramsWhatIsRevokedAndWhatIsLeft() throws Exception {
        String openPgp = fingerprint("bob", 1);

        Cli cli = revoke("bob", "--json", "--key", fingerprint("bob", 0));

        assertThat(cli.json().get("revoked")).hasSize(1);
        assertThat(cli.json().get("left")).extracting(JsonNode::textValue).containsExactly(openPgp);
    }

    @Test
    void revokesAServerInTheHomeOfAClient() throws Exception {
        Path alice = directory.resolve("homes/alice");

        Cli cli = Cli.run("keys", "revoke", "--home", alice.toString(), "--server", "db1");

        assertThat(cli.exitCode()).as(cli.err()).isZero();
        assertThat(tree(alice.resolve("revoked"))).containsExactly("rw------- db1.crt", "rw------- db1.pgp.asc");
    }
}
