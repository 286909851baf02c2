package dev.mailshell.crypto.pgp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.crypto.OpenedMessage;
import dev.mailshell.crypto.ProtectionFailure;
import dev.mailshell.crypto.cms.Vector;
import dev.mailshell.mime.PrivateFile;
import dev.mailshell.model.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.bcpg.sig.RevocationReasonTags;
import org.bouncycastle.crypto.generators.Ed25519KeyPairGenerator;
import org.bouncycastle.crypto.params.Ed25519KeyGenerationParameters;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPKeyRingGenerator;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPair;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that a subkey has signed, as of people who keep their primary key offline. */
class SigningSubkeyTest {

    private static final Instant NOW = PgpVectorKeys.NOW;
    private static final Instant FROM = NOW.minus(Duration.ofDays(100));
    private static final int EDDSA = PublicKeyAlgorithmTags.EDDSA_LEGACY;

    @TempDir
    Path directory;

    private PgpVectorKeys keys;
    private Home web1;
    private PGPKeyPair primary;
    private PGPKeyPair subkey;

    @BeforeEach
    void makeHome() throws Exception {
        keys = new PgpVectorKeys(Vector.folder("pgp-keys"));
        web1 = keys.web1(directory.resolve("web1"));
        primary = pair();
        subkey = pair();
    }

    private static PGPKeyPair pair() throws PGPException {
        Ed25519KeyPairGenerator generator = new Ed25519KeyPairGenerator();
        generator.init(new Ed25519KeyGenerationParameters(new SecureRandom()));
        return new BcPGPKeyPair(PublicKeyPacket.VERSION_4, EDDSA, generator.generateKeyPair(), Date.from(FROM));
    }

    private static BcPGPContentSignerBuilder signer(int digest) {
        return new BcPGPContentSignerBuilder(EDDSA, digest);
    }

    private static PGPSignatureSubpacketGenerator said(int flags) {
        PGPSignatureSubpacketGenerator said = new PGPSignatureSubpacketGenerator();
        said.setSignatureCreationTime(true, Date.from(FROM));
        said.setKeyFlags(true, flags);
        return said;
    }

    private PGPPublicKeyRing ring(
            PGPKeyPair owner, int digest, PGPSignatureSubpacketGenerator binding, boolean crossSigned)
            throws PGPException, IOException {
        PGPKeyRingGenerator generator = new PGPKeyRingGenerator(
                PGPSignature.POSITIVE_CERTIFICATION,
                owner,
                "carol <carol@mail.test>",
                new BcPGPDigestCalculatorProvider().get(HashAlgorithmTags.SHA1),
                said(KeyFlags.CERTIFY_OTHER).generate(),
                null,
                signer(digest),
                null);
        if (crossSigned) {
            binding.addEmbeddedSignature(true, crossSignature(owner, digest));
        }
        generator.addSubKey(subkey, binding.generate(), null);
        return generator.generatePublicKeyRing();
    }

    private PGPSignature crossSignature(PGPKeyPair owner, int digest) throws PGPException {
        PGPSignatureGenerator generator = new PGPSignatureGenerator(signer(digest), subkey.getPublicKey());
        generator.init(PGPSignature.PRIMARYKEY_BINDING, subkey.getPrivateKey());
        PGPSignatureSubpacketGenerator said = new PGPSignatureSubpacketGenerator();
        said.setSignatureCreationTime(true, Date.from(FROM));
        said.setIssuerFingerprint(false, subkey.getPublicKey());
        generator.setHashedSubpackets(said.generate());
        return generator.generateCertification(owner.getPublicKey(), subkey.getPublicKey());
    }

    private PGPPublicKeyRing revoked(PGPPublicKeyRing ring, byte reason, Instant at, int digest) throws PGPException {
        PGPSignatureGenerator generator = new PGPSignatureGenerator(signer(digest), primary.getPublicKey());
        generator.init(PGPSignature.SUBKEY_REVOCATION, primary.getPrivateKey());
        PGPSignatureSubpacketGenerator said = new PGPSignatureSubpacketGenerator();
        said.setSignatureCreationTime(true, Date.from(at));
        said.setRevocationReason(false, reason, "");
        said.setIssuerFingerprint(false, primary.getPublicKey());
        generator.setHashedSubpackets(said.generate());
        PGPPublicKey key = ring.getPublicKey(subkey.getKeyID());
        return PGPPublicKeyRing.insertPublicKey(
                ring, PGPPublicKey.addCertification(key, generator.generateCertification(primary.getPublicKey(), key)));
    }

    private void trust(String name, String file, PGPPublicKeyRing ring) throws IOException {
        try (OutputStream out = PrivateFile.create(web1.trustFolder(name).resolve(file + ".asc"))) {
            out.write(PgpRecipe.armor("PUBLIC KEY BLOCK", ring.getEncoded()));
        }
    }

    private String outcome() throws Exception {
        return outcome(subkey);
    }

    private String outcome(PGPKeyPair signer) throws Exception {
        byte[] signed = new PgpRecipe().by(signer).sign(PgpRecipe.ascii("@web1\r\n\r\nuptime\r\n"));
        byte[] message = new PgpRecipe().encrypt(signed, keys.encryption("web1").getPublicKey());
        Path mail = Files.write(
                directory.resolve("mail"),
                PgpRecipe.join(
                        PgpRecipe.ascii("Content-Type: text/plain\r\n\r\n"), PgpRecipe.armor("MESSAGE", message)));
        try (OpenedMessage opened = web1.protection(PgpVectorKeys.CLOCK).open(mail, web1.work())) {
            return opened.signer().value();
        } catch (ProtectionFailure e) {
            return e.reason() == Reason.INTERNAL ? e.getMessage() : e.reason().name();
        }
    }

    private PGPPublicKeyRing good() throws PGPException, IOException {
        return ring(primary, HashAlgorithmTags.SHA512, said(KeyFlags.SIGN_DATA), true);
    }

    @Test
    void countsIfItsPrimaryKeyAndItselfSaySo() throws Exception {
        trust("carol", "a", good());
        assertThat(outcome()).isEqualTo("carol");
        assertThat(outcome(primary)).as("a primary key that only certifies").isEqualTo("SIGNER_UNKNOWN");
    }

    @Test
    void doesNotCountUnlessItSignedThatItBelongsThere() throws Exception {
        trust("carol", "a", ring(primary, HashAlgorithmTags.SHA512, said(KeyFlags.SIGN_DATA), false));
        assertThat(outcome()).isEqualTo("SIGNER_UNKNOWN");
    }

    @Test
    void doesNotCountIfItIsToEncryptWith() throws Exception {
        trust("carol", "a", ring(primary, HashAlgorithmTags.SHA512, said(KeyFlags.ENCRYPT_COMMS), true));
        assertThat(outcome()).isEqualTo("SIGNER_UNKNOWN");
    }

    @Test
    void doesNotCountIfItIsBoundWithSha1() throws Exception {
        trust("carol", "a", ring(primary, HashAlgorithmTags.SHA1, said(KeyFlags.SIGN_DATA), true));
        assertThat(outcome()).isNotEqualTo("carol");
    }

    @Test
    void endsWhenItsBindingSays() throws Exception {
        PGPSignatureSubpacketGenerator binding = said(KeyFlags.SIGN_DATA);
        binding.setKeyExpirationTime(true, Duration.ofDays(99).toSeconds());
        trust("carol", "a", ring(primary, HashAlgorithmTags.SHA512, binding, true));
        assertThat(outcome()).isEqualTo("KEY_EXPIRED");
    }

    @ParameterizedTest
    @ValueSource(bytes = {RevocationReasonTags.KEY_COMPROMISED, RevocationReasonTags.KEY_SUPERSEDED})
    void isRevokedByACopyWhateverItsReasonDigestAndTime(byte reason) throws Exception {
        trust("carol", "b", good());
        trust("carol", "a", revoked(good(), reason, NOW.plusSeconds(600), HashAlgorithmTags.SHA1));
        assertThat(outcome()).isEqualTo("KEY_REVOKED");
    }

    @Test
    void belongsToNobodyWhoTakesItIntoAnotherCertificate() throws Exception {
        trust("carol", "a", good());
        trust("bob", "b", ring(pair(), HashAlgorithmTags.SHA512, said(KeyFlags.SIGN_DATA), false));
        assertThat(outcome()).contains("have the same public key");
    }
}
