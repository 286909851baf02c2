package dev.mailshell.crypto.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.crypto.Keyring;
import dev.mailshell.crypto.KeyringFailure;
import dev.mailshell.crypto.KeyringFolder;
import dev.mailshell.crypto.OwnKey;
import dev.mailshell.crypto.Peers;
import dev.mailshell.crypto.TrustedKey;
import dev.mailshell.model.Identity;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.MailAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Here, and not beside {@link KeyringFolder}, since only this package can make key pairs of any age. */
class KeyringFolderTest {

    /** When to make a key that is valid from an hour from now on: one is from a day before it is made. */
    private static final Instant IN_AN_HOUR = VectorKeys.NOW.plus(Duration.ofHours(25));

    private static final IdentityName ALICE = new IdentityName("alice");
    private static final IdentityName BOB = new IdentityName("bob");

    @TempDir
    Path directory;

    private Home home;
    private SmimeKeyPair alice;
    private SmimeKeyPair web1;

    @BeforeEach
    void makeHome() throws IOException {
        alice = pair("alice", VectorKeys.NOW);
        web1 = pair("web1", VectorKeys.NOW);
        home = new Home(directory.resolve("web1"), "web1", Peers.CLIENTS)
                .own("web1", web1)
                .trust("alice", "alice", alice);
    }

    @Test
    void namesAPrivateKeyThatIsNotText() throws IOException {
        Files.write(home.root.resolve("identity/web1.key"), new byte[] {0x30, (byte) 0x82, 0x01, (byte) 0xff});

        assertThatThrownBy(() -> home.keyring().get())
                .isInstanceOf(KeyringFailure.class)
                .hasMessageContaining("identity/web1.key cannot be read (expected PKCS#8 in PEM");
    }

    private static SmimeKeyPair pair(String name, Instant now) {
        return pair(KeyAlgorithm.EC, name, now);
    }

    private static SmimeKeyPair pair(KeyAlgorithm algorithm, String name, Instant now) {
        Identity owner = new Identity(new IdentityName(name), new MailAddress(name + "@mail.test"));
        return SmimeKeyPair.generate(algorithm, owner, now, new SecureRandom());
    }

    private void mode(String path, String mode) throws IOException {
        Files.setPosixFilePermissions(home.root.resolve(path), PosixFilePermissions.fromString(mode));
    }

    private void refuses(String fact, String hint) {
        assertThatThrownBy(() -> home.keyring().get()).isInstanceOfSatisfying(KeyringFailure.class, e -> {
            assertThat(e).hasMessageContaining(fact);
            assertThat(e.hint()).contains(hint);
        });
    }

    @Test
    void readsOurKeysAndThoseThatWeTrust() {
        Keyring keyring = home.keyring().get();
        assertThat(keyring.signingKey(VectorKeys.NOW).map(OwnKey::fingerprint)).contains(web1.fingerprint());
        assertThat(keyring.peer(ALICE).orElseThrow().identity().address()).hasToString("alice@mail.test");
        assertThat(keyring.trustedKey(alice.fingerprint()).map(TrustedKey::owner))
                .contains(ALICE);
        assertThat(keyring.encryptionKey(new IdentityName("bob"), VectorKeys.NOW))
                .isEmpty();
    }

    @Test
    void refusesAPrivateKeyThatTheGroupCanRead() throws IOException {
        mode("identity/web1.key", "rw-r-----");
        refuses(
                "the private key identity/web1.key can be read by the group (mode 0640, expected 0600)",
                "chmod 600 " + home.root.resolve("identity/web1.key"));
    }

    @Test
    void refusesAFolderThatOthersCanReach() throws IOException {
        mode("trust/clients/alice", "rwx-----x");
        refuses("the directory trust/clients/alice can be reached by others (mode 0701, expected 0700)", "chmod 700");
    }

    @Test
    void refusesAKeyThatDoesNotFitItsCertificate() throws IOException {
        Files.delete(home.root.resolve("identity/web1.crt"));
        alice.writeCertificate(home.root.resolve("identity/web1.crt"));
        refuses("the private key identity/web1.key does not fit", "side by side");
    }

    @Test
    void refusesTheSameCertificateUnderTwoNames() throws IOException {
        home.trust("bob", "bob", alice);
        refuses("the certificates of alice and bob have the same public key", "remove it");
    }

    @Test
    void refusesAHomeWithoutAKey() throws IOException {
        Files.delete(home.root.resolve("identity/web1.key"));
        refuses("there is no private key identity/web1.key", "keys init");
    }

    @Test
    void refusesAnAddressThatIsNone() throws IOException {
        Files.writeString(home.root.resolve("trust/clients/alice/address"), "a@b\nBcc: c@d");
        refuses("the trust folder trust/clients/alice is not usable", "address");
    }

    @Test
    void signsWithTheNewestKeyThatIsValid() throws IOException {
        SmimeKeyPair newer = pair("web1", IN_AN_HOUR);
        home.own("web1-2", newer);
        Keyring keyring = home.keyring().get();
        assertThat(keyring.signingKey(VectorKeys.NOW).map(OwnKey::fingerprint)).contains(web1.fingerprint());
        assertThat(keyring.signingKey(VectorKeys.NOW.plusSeconds(7200)).map(OwnKey::fingerprint))
                .contains(newer.fingerprint());
        assertThat(keyring.ownKeys()).hasSize(2);
    }

    @Test
    void encryptsForTheNewestKeyThatIsValid() throws IOException {
        SmimeKeyPair newer = pair("alice", IN_AN_HOUR);
        home.trust("alice", "alice-2", newer);
        Keyring keyring = home.keyring().get();
        assertThat(keyring.encryptionKey(ALICE, VectorKeys.NOW).map(TrustedKey::fingerprint))
                .contains(alice.fingerprint());
        assertThat(keyring.encryptionKey(ALICE, VectorKeys.NOW.plusSeconds(7200))
                        .map(TrustedKey::fingerprint))
                .contains(newer.fingerprint());
        assertThat(keyring.trustedKey(alice.fingerprint())).isPresent();
    }

    @Test
    void seesARevocationWithoutARestart() throws IOException {
        KeyringFolder folder = home.keyring();
        Keyring before = folder.get();
        assertThat(folder.get()).isSameAs(before);
        home.revoke("alice", alice);
        Keyring after = folder.get();
        assertThat(before.trustedKeys()).hasSize(1);
        assertThat(after.trustedKeys()).isEmpty();
        assertThat(after.revoked()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"trust", "trust/clients", "trust/clients/alice"})
    void seesAChangeInsideAFolderThatIsALink(String linked) throws IOException {
        Path elsewhere = directory.resolve("elsewhere");
        Files.move(home.root.resolve(linked), elsewhere);
        Files.createSymbolicLink(home.root.resolve(linked), elsewhere);
        KeyringFolder folder = home.keyring();
        assertThat(folder.get().trustedKeys())
                .extracting(TrustedKey::fingerprint)
                .contains(alice.fingerprint());
        Path certificate = home.root.resolve("trust/clients/alice/alice.crt");
        SmimeKeyPair other = pair("alice-with-a-file-of-another-size", VectorKeys.NOW);
        other.writeCertificate(directory.resolve("other.crt"));
        Files.write(certificate, Files.readAllBytes(directory.resolve("other.crt")));
        assertThat(folder.get().trustedKeys())
                .extracting(TrustedKey::fingerprint)
                .containsExactly(other.fingerprint());
    }

    @Test
    void passesOverLinksThatLeadNowhereOrInACircle() throws IOException {
        Path folder = home.root.resolve("trust/clients/alice");
        Files.createSymbolicLink(folder.resolve(".#address"), Path.of("alice@host.4711:1"));
        Files.createSymbolicLink(folder.resolve("self"), Path.of("self"));
        Files.createSymbolicLink(folder.resolve("circle"), home.root);
        assertThat(home.keyring().get().trustedKeys()).hasSize(1);
    }

    @Test
    void refusesAPeerWithoutAnAddress() throws IOException {
        Files.delete(home.root.resolve("trust/clients/alice/address"));
        refuses("there is no file trust/clients/alice/address", "write it: one line, the mail address");
    }

    @Test
    void refusesAPrivateKeyWithoutItsCertificate() throws IOException {
        Files.delete(home.root.resolve("identity/web1.crt"));
        refuses("there is no file identity/web1.crt", "put the certificate there");
    }

    @Test
    void refusesACertificateThatIsALinkToNowhere() throws IOException {
        Files.createSymbolicLink(home.root.resolve("trust/clients/alice/alice-2.crt"), Path.of("gone.crt"));
        refuses("there is no file trust/clients/alice/alice-2.crt", "put the certificate there");
    }

    @ParameterizedTest
    @EnumSource(KeyAlgorithm.class)
    void trustsNoOtherCertificateOfARevokedKey(KeyAlgorithm algorithm) throws Exception {
        SmimeKeyPair stolen = pair(algorithm, "bob", VectorKeys.NOW);
        SmimeKeyPair renewed = VectorKeys.renewed(stolen);
        assertThat(renewed.fingerprint()).isNotEqualTo(stolen.fingerprint());
        home.trust("bob", "renewed", renewed).revoke("bob", stolen);
        Keyring keyring = home.keyring().get();
        assertThat(keyring.peer(BOB).orElseThrow().keys()).isEmpty();
        assertThat(keyring.revoked()).containsExactly(stolen.certificate(), renewed.certificate());
        assertThat(keyring.trustedKey(alice.fingerprint())).isPresent();
    }

    @Test
    void usesNoRevokedKeyOfOursUnderAnotherCertificate() throws Exception {
        home.own("web1-2", VectorKeys.renewed(web1)).revoke("web1", web1);
        assertThat(home.keyring().get().ownKeys()).isEmpty();
    }

    @Test
    void usesNoEarlierReadingOnceTheFoldersAreWrong() throws IOException {
        KeyringFolder folder = home.keyring();
        folder.get();
        Files.writeString(home.root.resolve("revoked/broken.crt"), "not a certificate");
        assertThatThrownBy(folder::get).isInstanceOf(KeyringFailure.class);
    }
}
