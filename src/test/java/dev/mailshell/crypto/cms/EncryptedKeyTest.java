package dev.mailshell.crypto.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.crypto.KeyringFailure;
import dev.mailshell.crypto.OwnKey;
import dev.mailshell.crypto.Peers;
import dev.mailshell.model.Identity;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.MailAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Private keys under a passphrase in a home, ours and those of openssl. */
class EncryptedKeyTest {

    private static final String PASSPHRASE = "correct hörse battery";
    private static final String AS_SECURITY_MD_SAYS = "-v2 aes-256-cbc -v2prf hmacWithSHA256 -iter 600000";

    @TempDir
    Path directory;

    private Home home;

    @BeforeEach
    void makeHome() throws IOException {
        home = new Home(directory.resolve("web1"), "web1", Peers.CLIENTS);
        Files.writeString(directory.resolve("passphrase"), PASSPHRASE + "\n");
    }

    @ParameterizedTest
    @EnumSource(KeyAlgorithm.class)
    void isReadByOpensslAsWeWriteIt(KeyAlgorithm algorithm) throws Exception {
        Openssl openssl = Openssl.in(directory);
        SmimeKeyPair pair = pair(algorithm);
        pair.writePrivateKey(directory.resolve("web1.key"), encryption(PASSPHRASE), new SecureRandom());

        String publicKey = openssl.run(
                "openssl pkey -in web1.key -passin file:passphrase -pubout -outform DER | openssl base64 -A");
        String structure = openssl.run("openssl asn1parse -in web1.key");

        assertThat(Base64.getDecoder().decode(publicKey))
                .isEqualTo(pair.certificate().getPublicKey().getEncoded());
        assertThat(structure).containsSubsequence(":PBES2", ":PBKDF2", ":0927C0", ":hmacWithSHA256", ":aes-256-cbc");
    }

    static Stream<Arguments> waysOfOpenssl() {
        return Stream.of(KeyAlgorithm.values()).flatMap(algorithm -> Stream.of(
                        AS_SECURITY_MD_SAYS,
                        "-v2 aes-256-cbc -v2prf hmacWithSHA512 -iter 700000",
                        "-scrypt -scrypt_N 16384")
                .map(way -> Arguments.of(algorithm, way)));
    }

    @ParameterizedTest
    @MethodSource("waysOfOpenssl")
    void isReadAsOpensslWritesIt(KeyAlgorithm algorithm, String way) throws Exception {
        SmimeKeyPair pair = pair(algorithm);
        encryptWithOpenssl(pair, way);

        assertThat(home.keyring(Optional.of(encryption(PASSPHRASE))).get().ownKeys())
                .extracting(OwnKey::privateKey)
                .containsExactly(pair.privateKey());
    }

    @Test
    void isNotReadIfOpensslTookItsDefaults() throws Exception {
        encryptWithOpenssl(pair(KeyAlgorithm.EC), "");

        refuses(
                Optional.of(encryption(PASSPHRASE)),
                "the private key identity/web1.key is encrypted in a way that is not allowed (the number of rounds of"
                        + " PBKDF2 was 2048, expected 600000 to 10000000)",
                "encrypt it anew with: openssl pkcs8 -topk8 " + AS_SECURITY_MD_SAYS);
    }

    private void encryptWithOpenssl(SmimeKeyPair pair, String way) throws Exception {
        Openssl openssl = Openssl.in(directory);
        pair.writePrivateKey(directory.resolve("plain.key"));
        openssl.run("umask 077; openssl pkcs8 -topk8 -in plain.key " + way
                + " -passout file:passphrase -out web1/identity/web1.key");
        pair.writeCertificate(home.root.resolve("identity/web1.crt"));
    }

    @Test
    void isOnlyForItsOwnerAndHoldsNothingOfThePlainKey() throws Exception {
        SmimeKeyPair pair = writeEncrypted();
        Path file = home.root.resolve("identity/web1.key");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file))
                .startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----\n")
                .doesNotContain(PASSPHRASE);
        assertThat(home.keyring(Optional.of(encryption(PASSPHRASE))).get().ownKeys())
                .extracting(OwnKey::privateKey)
                .containsExactly(pair.privateKey());
    }

    @Test
    void isNotReadWithoutAPassphrase() throws Exception {
        writeEncrypted();

        refuses(
                Optional.empty(),
                "the private key identity/web1.key has a passphrase, and none is set",
                "set mailshell.key-passphrase-file to a file with it (mode 0600), or MAILSHELL_KEY_PASSPHRASE");
    }

    @Test
    void isNotReadWithAnotherPassphrase() throws Exception {
        writeEncrypted();

        refuses(
                Optional.of(encryption("hunter2")),
                "the private key identity/web1.key cannot be decrypted: the passphrase is wrong, or the file is damaged",
                "try the passphrase with: openssl pkey -noout -in " + home.root.resolve("identity/web1.key"));
    }

    @Test
    void isNotReadWithThePassphraseIfItIsDamaged() throws Exception {
        writeEncrypted();
        Path file = home.root.resolve("identity/web1.key");
        Files.writeString(file, Files.readString(file).replaceFirst("\nMI", "\nMA"));

        assertThatThrownBy(
                        () -> home.keyring(Optional.of(encryption(PASSPHRASE))).get())
                .isInstanceOf(KeyringFailure.class)
                .hasMessageContaining("cannot be decrypted");
    }

    @Test
    void mayLieBesideAPlainOne() throws Exception {
        writeEncrypted();
        home.own("web1-2", pair(KeyAlgorithm.EC));

        assertThat(home.keyring(Optional.of(encryption(PASSPHRASE))).get().ownKeys())
                .hasSize(2);
    }

    @Test
    void isWrittenDifferentlyEachTime() throws Exception {
        byte[] key = pair(KeyAlgorithm.EC).privateKey().getEncoded();
        PasswordBasedEncryption encryption = encryption(PASSPHRASE);
        SecureRandom random = new SecureRandom();

        byte[] first = encryption.encrypt(key, random);
        byte[] second = encryption.encrypt(key, random);

        assertThat(Arrays.equals(first, second)).isFalse();
        assertThat(encryption.decrypt(first)).isEqualTo(key);
    }

    private SmimeKeyPair writeEncrypted() throws IOException {
        SmimeKeyPair pair = pair(KeyAlgorithm.EC);
        pair.writePrivateKey(home.root.resolve("identity/web1.key"), encryption(PASSPHRASE), new SecureRandom());
        pair.writeCertificate(home.root.resolve("identity/web1.crt"));
        return pair;
    }

    private void refuses(Optional<PasswordBasedEncryption> encryption, String fact, String hint) {
        assertThatThrownBy(() -> home.keyring(encryption).get()).isInstanceOfSatisfying(KeyringFailure.class, e -> {
            assertThat(e).hasMessage(fact);
            assertThat(e.hint()).isEqualTo(hint);
            holdsNoPassphrase(e);
        });
    }

    private static void holdsNoPassphrase(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            assertThat(cause.toString()).doesNotContain(PASSPHRASE, "hunter2");
        }
    }

    private static PasswordBasedEncryption encryption(String passphrase) {
        return new PasswordBasedEncryption(passphrase);
    }

    private static SmimeKeyPair pair(KeyAlgorithm algorithm) {
        Identity owner = new Identity(new IdentityName("web1"), new MailAddress("web1@mail.test"));
        return SmimeKeyPair.generate(algorithm, owner, VectorKeys.NOW, new SecureRandom());
    }
}
