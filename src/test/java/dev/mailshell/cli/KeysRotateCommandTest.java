package dev.mailshell.cli;

import static dev.mailshell.cli.FourHomes.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mailshell.crypto.Keyring;
import dev.mailshell.crypto.Peers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysRotateCommandTest {

    private static final Instant LATER = Cli.NOW.plus(Duration.ofDays(600));

    @TempDir
    Path directory;

    private FourHomes homes;
    private Path alice;

    @BeforeEach
    void makeHomes() {
        homes = new FourHomes(directory);
        homes.init("ec");
        alice = directory.resolve("homes/alice");
    }

    private Cli rotate(String... arguments) {
        return Cli.run(
                Map.of(),
                LATER,
                Stream.concat(Stream.of("keys", "rotate", "--home", alice.toString()), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    private Keyring keyring() {
        return homes.keyring("alice", Peers.SERVERS);
    }

    private String signing() {
        return keyring().signingKey(LATER).orElseThrow().fingerprint().hex();
    }

    private List<String> ownAlgorithms() throws IOException {
        return own("algorithm");
    }

    private List<String> ownStates() throws IOException {
        return own("state");
    }

    private List<String> own(String field) throws IOException {
        JsonNode keys = Cli.run(Map.of(), LATER, "keys", "list", "--json", "--home", alice.toString())
                .json();
        return Stream.iterate(0, i -> i < keys.size(), i -> i + 1)
                .map(keys::get)
                .filter(key -> key.get("kind").textValue().equals("own"))
                .map(key -> key.get(field).textValue())
                .toList();
    }

    @Test
    void preparesKeysThatOpenMailAndSignNone() throws Exception {
        String old = signing();

        Cli cli = rotate("--json");

        assertThat(cli.exitCode()).as(cli.err()).isZero();
        assertThat(cli.json().get("prepared")).hasSize(2);
        assertThat(cli.json().get("files"))
                .extracting(JsonNode::textValue)
                .containsExactly("identity/alice-2.crt", "identity/alice-2.pgp.asc");
        assertThat(signing()).isEqualTo(old);
        assertThat(keyring().ownKeys()).hasSize(2);
        assertThat(ownAlgorithms()).containsExactly("EC-256", "EC-256", "Ed25519", "Ed25519");
        assertThat(tree(alice.resolve("identity")))
                .contains(
                        "rw------- alice-2.crt",
                        "rw------- alice-2.key",
                        "rw------- alice-2.pgp.asc",
                        "rw------- alice-2.pgp.key",
                        "rw------- alice-2.prepared")
                .noneMatch(path -> path.contains("unfinished"));
    }

    @Test
    void listsThemAsPreparedUntilTheySign() throws Exception {
        rotate();
        assertThat(ownStates()).containsExactly("prepared", "valid", "prepared", "valid");

        rotate("--finish");
        assertThat(ownStates()).containsOnly("valid").hasSize(4);
    }

    @Test
    void signsWithThemOnceFinishedAndKeepsTheOldOnes() throws Exception {
        String prepared = rotate("--json").json().get("prepared").get(0).textValue();

        Cli cli = rotate("--finish");

        assertThat(cli.exitCode()).as(cli.err()).isZero();
        assertThat(signing()).isEqualTo(prepared);
        assertThat(keyring().ownKeys()).hasSize(2);
        assertThat(cli.err()).contains("alice signs with identity/alice-2.*", "mailshell keys revoke alice --key");
        assertThat(rotate("--json").json().get("files").get(0).textValue()).isEqualTo("identity/alice-3.crt");
    }

    @Test
    void leavesNothingOfThemIfCancelled() throws Exception {
        List<String> before = tree(alice);
        rotate();

        assertThat(rotate("--cancel").exitCode()).isZero();

        assertThat(tree(alice)).isEqualTo(before);
    }

    @Test
    void refusesToPrepareTwiceAndToEndWhatWasNotPrepared() throws Exception {
        for (String end : List.of("--finish", "--cancel")) {
            Cli cli = rotate(end);
            assertThat(cli.exitCode()).isEqualTo(255);
            assertThat(cli.err()).startsWith("error: no keys are prepared in this home\nhint: ");
        }
        rotate();
        List<String> before = tree(alice);

        Cli again = rotate();

        assertThat(again.exitCode()).isEqualTo(255);
        assertThat(again.err()).startsWith("error: new keys are prepared already, identity/alice-2.*\nhint: --finish");
        assertThat(tree(alice)).isEqualTo(before);
        assertThat(rotate("--finish", "--cancel").exitCode()).isEqualTo(255);
    }

    @Test
    void encryptsTheNewKeysUnderThePassphraseOfTheHome() throws Exception {
        Path file = directory.resolve("passphrase");
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, "correct horse\n");

        Cli cli = Cli.run(
                Map.of("MAILSHELL_KEY_PASSPHRASE_FILE", file.toString()),
                LATER,
                "keys",
                "rotate",
                "--algorithm",
                "ec",
                "--home",
                alice.toString());

        assertThat(cli.exitCode()).as(cli.err()).isZero();
        assertThat(alice.resolve("identity/alice-2.key")).content().contains("BEGIN ENCRYPTED PRIVATE KEY");
    }
}
