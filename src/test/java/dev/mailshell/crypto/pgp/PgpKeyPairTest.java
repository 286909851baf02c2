package dev.mailshell.crypto.pgp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.model.Identity;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.MailAddress;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import org.bouncycastle.bcpg.CompressionAlgorithmTags;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.bcpg.sig.Features;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureSubpacketVector;
import org.bouncycastle.openpgp.operator.bc.BcPBESecretKeyDecryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.junit.jupiter.api.Test;

/** What a new key says about itself, by which others choose how to write to it. */
class PgpKeyPairTest {

    private static final Identity WEB1 = new Identity(new IdentityName("web1"), new MailAddress("web1@example.org"));
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    private final PgpKeyPair pair = PgpKeyPair.generate(WEB1, NOW, Optional.empty(), new SecureRandom());

    @Test
    void askForTheAlgorithmsOfTheProtocol() {
        PGPSignatureSubpacketVector said = said(pair.certificate().getPublicKey());

        assertThat(said.getPreferredSymmetricAlgorithms()).containsExactly(SymmetricKeyAlgorithmTags.AES_256);
        assertThat(said.getPreferredHashAlgorithms())
                .containsExactly(HashAlgorithmTags.SHA512, HashAlgorithmTags.SHA384, HashAlgorithmTags.SHA256);
        assertThat(said.getPreferredCompressionAlgorithms()).containsExactly(CompressionAlgorithmTags.UNCOMPRESSED);
        assertThat(said.getFeatures().supportsModificationDetection()).isTrue();
        assertThat(said.getFeatures().supportsFeature(Features.FEATURE_AEAD_ENCRYPTED_DATA))
                .isFalse();
        assertThat(said.isPrimaryUserID()).isTrue();
    }

    @Test
    void nameWhatEachKeyIsForAndWhoMadeIt() {
        PGPPublicKey primary = pair.certificate().getPublicKey();
        Iterator<PGPPublicKey> keys = pair.certificate().getPublicKeys();
        keys.next();
        PGPPublicKey subkey = keys.next();

        assertThat(said(primary).getKeyFlags()).isEqualTo(KeyFlags.CERTIFY_OTHER | KeyFlags.SIGN_DATA);
        assertThat(said(subkey).getKeyFlags()).isEqualTo(KeyFlags.ENCRYPT_COMMS | KeyFlags.ENCRYPT_STORAGE);
        assertThat(said(primary).getIssuerFingerprint().getFingerprint()).isEqualTo(primary.getFingerprint());
        assertThat(said(subkey).getIssuerFingerprint().getFingerprint()).isEqualTo(primary.getFingerprint());
        assertThat(keys).isExhausted();
    }

    @Test
    void areEncryptedUnderAPassphrase() throws Exception {
        PgpKeyPair guarded = PgpKeyPair.generate(WEB1, NOW, Optional.of("long passphrase"), new SecureRandom());

        assertThat(guarded.secretKeys().getSecretKey().getKeyEncryptionAlgorithm())
                .isEqualTo(SymmetricKeyAlgorithmTags.AES_256);
        assertThat(guarded.secretKeys()
                        .getSecretKey()
                        .extractPrivateKey(new BcPBESecretKeyDecryptorBuilder(new BcPGPDigestCalculatorProvider())
                                .build("long passphrase".toCharArray())))
                .isNotNull();
        assertThat(pair.secretKeys().getSecretKey().getKeyEncryptionAlgorithm())
                .isEqualTo(SymmetricKeyAlgorithmTags.NULL);
    }

    @Test
    void nameOnlyTheFingerprintInALog() {
        assertThat(pair).hasToString("PgpKeyPair[" + pair.fingerprint() + "]");
    }

    private static PGPSignatureSubpacketVector said(PGPPublicKey key) {
        PGPSignature signature = key.getSignatures().next();
        return signature.getHashedSubPackets();
    }
}
