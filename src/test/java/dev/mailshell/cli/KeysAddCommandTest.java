package dev.mailshell.cli;

import static dev.mailshell.cli.FourHomes.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mailshell.crypto.cms.KeyAlgorithm;
import dev.mailshell.crypto.cms.SmimeKeyPair;
import dev.mailshell.crypto.pgp.PgpKeyPair;
import dev.mailshell.model.Identity;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.MailAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeysAddCommandTest {

    private static final Path VECTOR_KEYS = Path.of("src/test/resources/vectors/pgp-keys");
    private static final Identity BOB = new Identity(new IdentityName("bob"), new MailAddress("bob@mail.test"));

    @TempDir
    Path directory;

    private Path web1;

    @BeforeEach
    void makeHomes() {
        Cli.run(
                "keys",
                "init",
                "--algorithm",
                "ec",
                "--dir",
                directory.toString(),
                "--server",
                "web1=web1@mail.test",
                "--client",
                "alice=alice@mail.test");
        web1 = directory.resolve("web1");
    }

    private static PgpKeyPair openPgp() {
        return PgpKeyPair.generate(BOB, Cli.NOW, Optional.empty(), new SecureRandom());
    }

    private Path openPgpFile(PgpKeyPair pair) throws IOException {
        Path file = directory.resolve("bob.asc");
        pair.writeCertificate(file);
        return file;
    }

    private Path certificateFile() throws IOException {
        Path file = directory.resolve("bob.crt");
        SmimeKeyPair.generate(KeyAlgorithm.EC, BOB, Cli.NOW, new SecureRandom()).writeCertificate(file);
        return file;
    }

    private Cli add(Path file, String... more) {
        return add("bob", file, more);
    }

    private Cli add(String client, Path file, String... more) {
        List<String> arguments = Stream.concat(
                        Stream.of("keys", "add", "--home", web1.toString(), "--client", client, file.toString()),
                        Stream.of(more))
                .toList();
        return Cli.run(arguments.toArray(String[]::new));
    }

    private List<String> trusted() throws IOException {
        return tree(web1.resolve("trust"));
    }

    private List<String> stateOfBob() throws IOException {
        JsonNode keys =
                Cli.run("keys", "list", "--json", "--home", web1.toString()).json();
        return Stream.iterate(0, i -> i < keys.size(), i -> i + 1)
                .map(keys::get)
                .filter(key -> key.get("name").textValue().equals("bob"))
                .map(key -> key.get("algorithm").textValue() + " "
                        + key.get("state").textValue())
                .toList();
    }

    private void refuses(Cli cli, String fact) throws IOException {
        assertThat(cli.exitCode()).as(cli.out() + cli.err()).isEqualTo(255);
        assertThat(cli.err()).contains("error: ").contains(fact);
        assertThat(trusted())
                .containsExactly(
                        "rwx------ clients",
                        "rwx------ clients/alice",
                        "rw------- clients/alice/address",
                        "rw------- clients/alice/alice.crt",
                        "rw------- clients/alice/alice.pgp.asc");
    }

    @Test
    void addsAnOpenPgpKeyThatWasConfirmedAtTheTerminal() throws Exception {
        PgpKeyPair pair = openPgp();
        String file = openPgpFile(pair).toString();

        Cli cli = Cli.runAnswering("yes", "keys", "add", "--home", web1.toString(), "--client", "bob", file);

        assertThat(cli.exitCode()).as(cli.err()).isZero();
        assertThat(cli.out().replaceAll("\\s+", " "))
                .contains("name bob (client) address bob@mail.test user id bob <bob@mail.test> fingerprint "
                        + pair.fingerprint().grouped() + " algorithm Ed25519 valid 2026-11-19T10:00:00Z to");
        assertThat(cli.err())
                .contains("Is that the fingerprint that bob told you")
                .contains("added trust/clients/bob/bob.pgp.asc\n")
                .contains("a running server reads it with its next mail")
                .contains("next: bob may run nothing yet; add an entry under clients: in policy.yaml");
        assertThat(trusted())
                .contains("rwx------ clients/bob", "rw------- clients/bob/address", "rw------- clients/bob/bob.pgp.asc")
                .noneMatch(path -> path.contains("unfinished") || path.contains(".part"));
        assertThat(web1.resolve("trust/clients/bob/address")).hasContent("bob@mail.test");
        assertThat(stateOfBob()).containsExactly("Ed25519 valid");
    }

    @Test
    void addsNothingUnlessTheAnswerIsYes() throws Exception {
        String file = certificateFile().toString();

        for (String answer : new String[] {"", "no", "y es", "sure"}) {
            refuses(
                    Cli.runAnswering(answer, "keys", "add", "--home", web1.toString(), "--client", "bob", file),
                    "nothing is added: the answer was not yes");
        }
    }

    @Test
    void addsNothingUnaskedWithoutATerminal() throws Exception {
        Cli cli = add(certificateFile());

        refuses(cli, "nothing is added: there is no terminal to confirm the fingerprint on");
        assertThat(cli.err()).contains("--fingerprint", "--yes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"certificate", "OpenPGP"})
    void addsAKeyWhoseWholeFingerprintIsGivenInWhateverForm(String kind) throws Exception {
        Path file = kind.equals("OpenPGP") ? openPgpFile(openPgp()) : certificateFile();
        String hex = OfferedKeys.read(file, Cli.NOW).keys().get(0).fingerprint().hex();
        String other = (hex.charAt(0) == '0' ? "1" : "0") + hex.substring(1);

        refuses(add(file, "--fingerprint", other), "holds another key than the one with that fingerprint (was " + hex);
        refuses(add(file, "--fingerprint", other, "--yes"), "holds another key");
        refuses(
                add(file, "--fingerprint", hex.substring(hex.length() - 16)),
                "--fingerprint is not a whole fingerprint");

        String written = "0x" + hex.toUpperCase(Locale.ROOT).replaceAll("(..)(?=.)", "$1: ");
        assertThat(add(file, "--fingerprint", written).exitCode()).isZero();
        assertThat(stateOfBob()).hasSize(1);
    }

    @Test
    void addsASecondKeyOfTheOtherKindAndAThirdBesideTheFirst() throws Exception {
        assertThat(add(openPgpFile(openPgp()), "--yes").exitCode()).isZero();
        Files.delete(directory.resolve("bob.asc"));
        assertThat(add(certificateFile(), "--yes").exitCode()).isZero();

        Cli third = add(openPgpFile(openPgp()), "--yes");

        assertThat(third.err()).startsWith("added trust/clients/bob/bob-2.pgp.asc\n");
        assertThat(stateOfBob()).containsExactly("EC-256 valid", "Ed25519 valid", "Ed25519 valid");
    }

    @Test
    void changesNothingIfTheKeyIsThereAlready() throws Exception {
        Path file = openPgpFile(openPgp());
        add(file, "--yes");
        List<String> before = trusted();

        Cli again = add(file);

        assertThat(again.exitCode()).isZero();
        assertThat(again.err()).isEqualTo("bob has this key already; nothing changed\n");
        assertThat(trusted()).isEqualTo(before);
    }

    @Test
    void readsBinaryFilesToo() throws Exception {
        Path der = Files.write(directory.resolve("bob.der"), decoded(certificateFile()));
        Path gpg = Files.write(directory.resolve("bob.gpg"), decoded(openPgpFile(openPgp())));

        assertThat(add(der, "--yes").exitCode()).isZero();
        assertThat(add(gpg, "--yes").exitCode()).isZero();

        assertThat(stateOfBob()).containsExactly("EC-256 valid", "Ed25519 valid");
        assertThat(web1.resolve("trust/clients/bob/bob.pgp.asc"))
                .content()
                .startsWith("-----BEGIN PGP PUBLIC KEY BLOCK");
    }

    private static byte[] decoded(Path armored) throws IOException {
        String base64 = Files.readString(armored).replaceAll("(?m)^-----.*$|^=....\\s*$", "");
        return Base64.getMimeDecoder().decode(base64);
    }

    @Test
    void printsTheKeyAsJsonAndNothingElseOnStdout() throws Exception {
        Cli cli = add(openPgpFile(openPgp()), "--yes", "--json");

        assertThat(cli.json().get("added").booleanValue()).isTrue();
        assertThat(cli.json().get("name").textValue()).isEqualTo("bob");
        assertThat(cli.json().get("fingerprint").textValue()).hasSize(40);
        assertThat(cli.json().get("userIds").get(0).textValue()).isEqualTo("bob <bob@mail.test>");
    }

    @Test
    void refusesPrivateKeysAndShowsNothingOfThem() throws Exception {
        PgpKeyPair pair = openPgp();
        Path armored = directory.resolve("secret.asc");
        pair.writePrivateKey(armored);
        Path binary = Files.write(directory.resolve("secret.gpg"), decoded(armored));
        Path pem = directory.resolve("secret.pem");
        SmimeKeyPair.generate(KeyAlgorithm.EC, BOB, Cli.NOW, new SecureRandom()).writePrivateKey(pem);
        Path der = Files.write(directory.resolve("secret.der"), decoded(pem));
        Path both = Files.writeString(
                directory.resolve("both.pem"), Files.readString(certificateFile()) + Files.readString(pem));

        for (Path file : List.of(armored, binary, pem, der, both)) {
            Cli cli = add(file, "--yes");
            refuses(cli, file + " holds a private key (expected a public one)");
            assertThat(cli.out()).isEmpty();
            assertThat(cli.err().lines()).hasSize(2);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "alice-2048.asc | its primary key is RSA-2048 (expected RSA of at least 3072 bits or Ed25519",
                "alice-expired.asc | the key is expired",
                "alice-future.asc | the key is not yet valid",
                "alice-old-revoked.asc | the key is revoked",
            })
    void refusesOpenPgpKeysThatAreUnfit(String file, String fact) throws Exception {
        refuses(add(VECTOR_KEYS.resolve(file), "--yes"), fact);
    }

    @Test
    void refusesCertificatesThatAreUnfit() throws Exception {
        refuses(
                add(Path.of("src/test/resources/vectors/keys/alice-2048.crt"), "--yes"),
                "its key is neither RSA of at least");
        refuses(add(Path.of("src/test/resources/vectors/keys/alice-expired.crt"), "--yes"), "the key is expired");
    }

    @Test
    void refusesAKeyThatIsRevokedHere() throws Exception {
        Path file = certificateFile();
        Files.copy(file, web1.resolve("revoked/bob.crt"));

        refuses(add(file, "--yes"), "the key is revoked");
    }

    @ParameterizedTest
    @ValueSource(strings = {"alice.crt", "alice.pgp.asc"})
    void refusesAKeyThatIsTrustedUnderAnotherName(String file) throws Exception {
        refuses(
                add(directory.resolve("alice/identity").resolve(file), "--yes"),
                "the key is trusted already, as that of alice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"web1.crt", "web1.pgp.asc"})
    void refusesAKeyOfTheHomeItself(String file) throws Exception {
        refuses(add(web1.resolve("identity").resolve(file), "--yes"), "it is a key of this home itself");
    }

    @Test
    void refusesSeveralKeysUnlessOneIsChosen() throws Exception {
        String first = Files.readString(certificateFile());
        Files.delete(directory.resolve("bob.crt"));
        Path second = certificateFile();
        Path both = Files.writeString(directory.resolve("both.pem"), first + Files.readString(second));

        refuses(add(both, "--yes"), "holds 2 keys (expected 1)");

        String hex =
                OfferedKeys.read(second, Cli.NOW).keys().get(0).fingerprint().hex();
        assertThat(add(both, "--fingerprint", hex).exitCode()).isZero();
        assertThat(Cli.run("keys", "list", "--home", web1.toString(), "--json").out())
                .contains(hex);
    }

    @Test
    void refusesACertificateThatItsKeyDidNotSign() throws Exception {
        String text = Files.readString(certificateFile());
        byte[] der = Base64.getMimeDecoder().decode(text.replaceAll("-----.*-----", ""));
        der[der.length - 1] ^= 1;

        refuses(add(Files.write(directory.resolve("bad.crt"), der), "--yes"), "the self-signature of");
    }

    @Test
    void refusesFilesThatHoldNoKey() throws Exception {
        Path text = Files.writeString(directory.resolve("text"), "hello");
        Path empty = Files.createFile(directory.resolve("empty"));
        Path large = Files.write(directory.resolve("large"), new byte[256 * 1024 + 1]);
        Path cut = Files.writeString(
                directory.resolve("cut"),
                Files.readString(openPgpFile(openPgp())).substring(0, 200),
                StandardCharsets.US_ASCII);

        refuses(add(text, "--yes"), "holds neither a certificate nor an OpenPGP key");
        refuses(add(empty, "--yes"), "holds neither a certificate nor an OpenPGP key");
        refuses(add(large, "--yes"), "is too large for a key (expected at most 256 KiB)");
        refuses(add(cut, "--yes"), "it is no block of public OpenPGP keys");
        refuses(add(directory.resolve("none"), "--yes"), "there is no such file");
    }

    @Test
    void takesTheAddressFromTheOptionIfTheKeyHasNoneOrSeveral() throws Exception {
        Path file = Nameless.write(directory.resolve("nameless.crt"), Cli.NOW);

        refuses(add(file, "--yes"), "the key names no mail address");
        refuses(add(file, "--yes", "--address", "bob"), "--address is none that mail can go to (was bob");

        assertThat(add(file, "--yes", "--address", "b@mail.test").exitCode()).isZero();
        assertThat(web1.resolve("trust/clients/bob/address")).hasContent("b@mail.test");
        Cli other = add(openPgpFile(openPgp()), "--yes", "--address", "c@mail.test");
        assertThat(other.err())
                .contains("--address is another than the one that mail goes to (was c@mail.test, expected b@");
        assertThat(add(directory.resolve("bob.asc"), "--yes").exitCode()).isZero();
        assertThat(web1.resolve("trust/clients/bob/address")).hasContent("b@mail.test");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../bob", "Bob", "", "bob smith"})
    void refusesNamesThatAreNone(String name) throws Exception {
        refuses(add(name, certificateFile(), "--yes"), "--client is not a name");
    }

    @Test
    void refusesAPartyThatTheHomeDoesNotTrustOrThatIsItself() throws Exception {
        String file = certificateFile().toString();

        refuses(add("web1", Path.of(file), "--yes"), "--client is the name of this home itself");
        refuses(
                Cli.run("keys", "add", "--yes", "--home", web1.toString(), "--server", "db1", file),
                "this is the home of the server web1 (expected --client NAME, and that alone)");
        refuses(Cli.run("keys", "add", "--yes", "--home", web1.toString(), file), "expected --client NAME");
    }

    @Test
    void addsTheKeyOfAServerToTheHomeOfAClient() throws Exception {
        String alice = directory.resolve("alice").toString();

        Cli cli = Cli.run(
                "keys",
                "add",
                "--yes",
                "--home",
                alice,
                "--server",
                "db1",
                certificateFile().toString());

        assertThat(cli.exitCode()).as(cli.err()).isZero();
        assertThat(cli.err()).contains("next: restart a running client");
        assertThat(directory.resolve("alice/trust/servers/db1/db1.crt")).exists();
    }

    @Test
    void doesNotSayThatAClientMayRunNothingIfThePolicyNamesIt() throws Exception {
        Files.writeString(
                web1.resolve("policy.yaml"),
                Files.readString(web1.resolve("policy.yaml"))
                        .replace("\n  alice:", "\n  bob: { roles: [] }\n  alice:"));

        Cli cli = add(certificateFile(), "--yes");

        assertThat(cli.exitCode()).as(cli.err()).isZero();
        assertThat(cli.err()).contains("added").doesNotContain("next:");
    }
}
