package dev.mailshell.crypto.cms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.crypto.KeyringFailure;
import dev.mailshell.crypto.OpenedMessage;
import dev.mailshell.crypto.Peers;
import dev.mailshell.crypto.ProtectionFailure;
import dev.mailshell.model.Identity;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.MailAddress;
import dev.mailshell.model.Reason;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates that aaron hands in, made so that alice's mail is taken for his. */
class DecoyCertificateTest {

    private static final BigInteger ANY_NUMBER = BigInteger.valueOf(4711);
    private static final String SIGNED = "Content-Type: application/pkcs7-mime; smime-type=signed-data\r\n";

    @TempDir
    Path directory;

    private Home home;
    private SmimeKeyPair web1;
    private SmimeKeyPair alice;
    private SmimeKeyPair aaron;

    @BeforeEach
    void makeHome() throws IOException {
        web1 = pair("web1");
        alice = pair("alice");
        aaron = pair("aaron");
        home = new Home(directory.resolve("web1"), "web1", Peers.CLIENTS)
                .own("web1", web1)
                .trust("alice", "alice", alice);
    }

    private static SmimeKeyPair pair(String name) {
        Identity owner = new Identity(new IdentityName(name), new MailAddress(name + "@mail.test"));
        return SmimeKeyPair.generate(KeyAlgorithm.EC, owner, VectorKeys.NOW, new SecureRandom());
    }

    /** A certificate that says of {@code key} whatever {@code signer} likes. */
    private static SmimeKeyPair certified(
            PublicKey key, PrivateKey signer, String issuer, BigInteger number, X509Certificate identified)
            throws Exception {
        X500Principal name = new X500Principal(issuer);
        var builder = new JcaX509v3CertificateBuilder(
                name,
                number,
                Date.from(VectorKeys.NOW.minus(Duration.ofDays(1))),
                Date.from(VectorKeys.NOW.plus(Duration.ofDays(1))),
                name,
                key);
        builder.addExtension(new JcaX509CertificateHolder(identified).getExtension(Extension.subjectKeyIdentifier));
        var content = new JcaContentSignerBuilder("SHA256withECDSA").build(signer);
        return new SmimeKeyPair(signer, new JcaX509CertificateConverter().getCertificate(builder.build(content)));
    }

    private SmimeKeyPair ofAaron(String issuer, BigInteger number, SmimeKeyPair identified) throws Exception {
        return certified(
                aaron.certificate().getPublicKey(), aaron.privateKey(), issuer, number, identified.certificate());
    }

    private SmimeKeyPair numberedAsAlice() throws Exception {
        return ofAaron("CN=ALICE", alice.certificate().getSerialNumber(), aaron);
    }

    private SmimeKeyPair identifiedAsAlice() throws Exception {
        return ofAaron("CN=aaron", ANY_NUMBER, alice);
    }

    private SmimeKeyPair withAlicesKey() throws Exception {
        return certified(
                alice.certificate().getPublicKey(), aaron.privateKey(), "CN=aaron", ANY_NUMBER, aaron.certificate());
    }

    private void refuses(String fact) {
        assertThatThrownBy(() -> home.keyring().get())
                .isInstanceOf(KeyringFailure.class)
                .hasMessageContaining(fact);
    }

    private Path mail(SmimeKeyPair signer, boolean byKeyIdentifier) throws Exception {
        SignRecipe recipe = new SignRecipe().by(signer, "SHA256WITHECDSA");
        recipe.byKeyIdentifier = byKeyIdentifier;
        byte[] signed = Recipe.mime(SIGNED, recipe.sign(Recipe.ascii("Content-Type: text/plain\r\n\r\nuptime")));
        return Files.writeString(
                directory.resolve("mail.eml"),
                EncryptedOnly.entity(new String(signed, StandardCharsets.US_ASCII), web1.certificate()));
    }

    private String outcome(Path mail) throws IOException {
        try (OpenedMessage opened = home.protection(VectorKeys.CLOCK).open(mail, home.work())) {
            return opened.signer().value();
        } catch (ProtectionFailure e) {
            return e.reason().name();
        }
    }

    @Test
    void refusesAlicesKeyInACertificateThatAaronSigned() throws Exception {
        home.trust("aaron", "aaron", withAlicesKey());
        refuses("the self-signature of trust/clients/aaron/aaron.crt does not verify");
    }

    @Test
    void refusesToRevokeAlicesKeyByACertificateThatAaronSigned() throws Exception {
        home.revoke("aaron", withAlicesKey());
        refuses("the self-signature of revoked/aaron.crt does not verify");
    }

    @Test
    void refusesOneKeyUnderTwoNames() throws Exception {
        home.trust("bob", "bob", VectorKeys.renewed(alice));
        refuses("the certificates of alice and bob have the same public key");
    }

    @Test
    void refusesAnIssuerAndSerialNumberOfAnotherNameInWhateverCase() throws Exception {
        home.trust("aaron", "aaron", numberedAsAlice());
        refuses("the certificates of aaron and alice have the same issuer and serial number");
    }

    @Test
    void refusesAKeyIdentifierOfAnotherName() throws Exception {
        home.trust("aaron", "aaron", identifiedAsAlice());
        refuses("the certificates of aaron and alice have the same key identifier");
    }

    @Test
    void trustsTwoCertificatesOfOneNameThatAreAlike() throws Exception {
        X509Certificate first = alice.certificate();
        SmimeKeyPair twin = certified(
                first.getPublicKey(),
                alice.privateKey(),
                first.getIssuerX500Principal().getName(),
                first.getSerialNumber(),
                first);
        home.trust("alice", "twin", twin);
        assertThat(home.keyring().get().trustedKeys()).hasSize(2);
        assertThat(outcome(mail(alice, false))).isEqualTo("alice");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void opensAlicesMailThoughACertificateLikeHersIsRevoked(boolean byKeyIdentifier) throws Exception {
        home.revoke("aaron", numberedAsAlice()).revoke("aaron-2", identifiedAsAlice());
        assertThat(outcome(mail(alice, byKeyIdentifier))).isEqualTo("alice");
    }

    /** What the reading of the folder cannot see: to Bouncy Castle the order of the parts of a name does not matter. */
    @Test
    void opensAlicesMailThoughAaronsCertificateMatchesItToo() throws Exception {
        X509Certificate first = alice.certificate();
        SmimeKeyPair other =
                certified(first.getPublicKey(), alice.privateKey(), "CN=alice,O=mail", first.getSerialNumber(), first);
        home.trust("alice", "other", other);
        home.trust("aaron", "aaron", ofAaron("O=mail,CN=alice", first.getSerialNumber(), aaron));
        assertThat(outcome(mail(other, false))).isEqualTo("alice");
    }

    @Test
    void saysWhoseKeyIsRevoked() throws Exception {
        home.revoke("alice", alice);
        assertThatThrownBy(() -> home.protection(VectorKeys.CLOCK).open(mail(alice, false), home.work()))
                .isInstanceOf(ProtectionFailure.class)
                .hasMessage("the key of alice is revoked");
    }

    @Test
    void saysOfAForgedMailThatItIsForgedThoughTheKeyThatItNamesIsRevoked() throws Exception {
        home.revoke("alice", alice);
        SmimeKeyPair forger = new SmimeKeyPair(aaron.privateKey(), alice.certificate());
        assertThat(outcome(mail(forger, false))).isEqualTo(Reason.SIGNATURE_INVALID.name());
        assertThat(outcome(mail(alice, false))).isEqualTo(Reason.KEY_REVOKED.name());
    }
}
