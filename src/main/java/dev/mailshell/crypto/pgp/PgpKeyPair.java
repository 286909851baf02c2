package dev.mailshell.crypto.pgp;

import dev.mailshell.crypto.NewKeys;
import dev.mailshell.mime.PrivateFile;
import dev.mailshell.model.Fingerprint;
import dev.mailshell.model.Identity;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.bcpg.CompressionAlgorithmTags;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.bcpg.sig.Features;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.crypto.generators.Ed25519KeyPairGenerator;
import org.bouncycastle.crypto.generators.X25519KeyPairGenerator;
import org.bouncycastle.crypto.params.Ed25519KeyGenerationParameters;
import org.bouncycastle.crypto.params.X25519KeyGenerationParameters;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPKeyRingGenerator;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSecretKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketVector;
import org.bouncycastle.openpgp.operator.PBESecretKeyEncryptor;
import org.bouncycastle.openpgp.operator.PGPDigestCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPBESecretKeyEncryptorBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPair;

/**
 * A new OpenPGP key as gpg 2.2 and 2.4 make and read them: Ed25519 to certify and sign, a Curve25519 subkey to encrypt, both of version 4,
 * and preferences by which others encrypt for it with AES-256 and an integrity check, uncompressed, and sign with SHA-512.
 */
public final class PgpKeyPair {

    // The algorithms 27 and 25 of RFC 9580 are what Bouncy Castle's own generators make, and what gpg 2.2 rejects.
    private static final int SIGNING = PublicKeyAlgorithmTags.EDDSA_LEGACY;
    private static final int ENCRYPTION = PublicKeyAlgorithmTags.ECDH;
    private static final int S2K_COUNT = 0xe0;

    private final PGPKeyRingGenerator generator;

    private PgpKeyPair(PGPKeyRingGenerator generator) {
        this.generator = generator;
    }

    /**
     * Makes a key.
     *
     * @param now it is valid from a day before, for two years
     * @param passphrase of the private keys; empty to leave them plain
     */
    public static PgpKeyPair generate(Identity owner, Instant now, Optional<String> passphrase, SecureRandom random) {
        return generate(
                owner, now.minus(NewKeys.HEAD_START), NewKeys.VALIDITY.plus(NewKeys.HEAD_START), passphrase, random);
    }

    /** {@code from} is when it is said to be made, to the second. */
    static PgpKeyPair generate(
            Identity owner, Instant from, Duration validity, Optional<String> passphrase, SecureRandom random) {
        try {
            Date date = Date.from(from);
            PGPKeyPair primary = primary(date, random);
            PGPKeyRingGenerator generator = new PGPKeyRingGenerator(
                    PGPSignature.POSITIVE_CERTIFICATION,
                    primary,
                    owner.name() + " <" + owner.address() + ">",
                    checksum(),
                    ofPrimary(primary.getPublicKey(), date, validity),
                    null,
                    new BcPGPContentSignerBuilder(SIGNING, HashAlgorithmTags.SHA512).setSecureRandom(random),
                    passphrase.map(text -> encryptor(text, random)).orElse(null));
            generator.addSubKey(subkey(date, random), ofSubkey(primary.getPublicKey(), date, validity), null);
            return new PgpKeyPair(generator);
        } catch (PGPException e) {
            throw new IllegalStateException("Bouncy Castle cannot make an OpenPGP key", e);
        }
    }

    private static PGPKeyPair primary(Date date, SecureRandom random) throws PGPException {
        Ed25519KeyPairGenerator keys = new Ed25519KeyPairGenerator();
        keys.init(new Ed25519KeyGenerationParameters(random));
        return new BcPGPKeyPair(PublicKeyPacket.VERSION_4, SIGNING, keys.generateKeyPair(), date);
    }

    private static PGPKeyPair subkey(Date date, SecureRandom random) throws PGPException {
        X25519KeyPairGenerator keys = new X25519KeyPairGenerator();
        keys.init(new X25519KeyGenerationParameters(random));
        return new BcPGPKeyPair(PublicKeyPacket.VERSION_4, ENCRYPTION, keys.generateKeyPair(), date);
    }

    private static PGPSignatureSubpacketVector ofPrimary(PGPPublicKey primary, Date date, Duration validity) {
        PGPSignatureSubpacketGenerator said = said(primary, date, validity);
        said.setKeyFlags(true, KeyFlags.CERTIFY_OTHER | KeyFlags.SIGN_DATA);
        said.setPrimaryUserID(false, true);
        said.setPreferredSymmetricAlgorithms(false, new int[] {SymmetricKeyAlgorithmTags.AES_256});
        said.setPreferredHashAlgorithms(
                false, new int[] {HashAlgorithmTags.SHA512, HashAlgorithmTags.SHA384, HashAlgorithmTags.SHA256});
        said.setPreferredCompressionAlgorithms(false, new int[] {CompressionAlgorithmTags.UNCOMPRESSED});
        said.setFeature(false, Features.FEATURE_MODIFICATION_DETECTION);
        return said.generate();
    }

    private static PGPSignatureSubpacketVector ofSubkey(PGPPublicKey primary, Date date, Duration validity) {
        PGPSignatureSubpacketGenerator said = said(primary, date, validity);
        said.setKeyFlags(true, KeyFlags.ENCRYPT_COMMS | KeyFlags.ENCRYPT_STORAGE);
        return said.generate();
    }

    private static PGPSignatureSubpacketGenerator said(PGPPublicKey primary, Date date, Duration validity) {
        PGPSignatureSubpacketGenerator said = new PGPSignatureSubpacketGenerator();
        said.setSignatureCreationTime(true, date);
        said.setIssuerFingerprint(false, primary);
        said.setKeyExpirationTime(true, validity.toSeconds());
        return said;
    }

    private static PGPDigestCalculator checksum() throws PGPException {
        // Of the private key within its packet; the format knows no other.
        return new BcPGPDigestCalculatorProvider().get(HashAlgorithmTags.SHA1);
    }

    private static PBESecretKeyEncryptor encryptor(String passphrase, SecureRandom random) {
        try {
            return new BcPBESecretKeyEncryptorBuilder(
                            SymmetricKeyAlgorithmTags.AES_256,
                            new BcPGPDigestCalculatorProvider().get(HashAlgorithmTags.SHA256),
                            S2K_COUNT)
                    .setSecureRandom(random)
                    .build(passphrase.toCharArray());
        } catch (PGPException e) {
            throw new IllegalStateException("Bouncy Castle cannot encrypt a private key", e);
        }
    }

    /** Of the primary key: what people compare. */
    public Fingerprint fingerprint() {
        return Fingerprint.of(certificate().getPublicKey().getFingerprint());
    }

    /** Writes the private keys in ASCII armor, mode 0600 from the first byte; {@code file} must not exist. */
    public void writePrivateKey(Path file) throws IOException {
        write(file, "PRIVATE KEY BLOCK", secretKeys().getEncoded());
    }

    /** Writes the public keys in ASCII armor; {@code file} must not exist. */
    public void writeCertificate(Path file) throws IOException {
        write(file, "PUBLIC KEY BLOCK", certificate().getEncoded());
    }

    PGPSecretKeyRing secretKeys() {
        return generator.generateSecretKeyRing();
    }

    PGPPublicKeyRing certificate() {
        return generator.generatePublicKeyRing();
    }

    private static void write(Path file, String label, byte[] packets) throws IOException {
        try (OutputStream out = PrivateFile.create(file);
                ArmorStream armor = new ArmorStream(out, label)) {
            armor.write(packets);
        }
    }

    /** Without the private keys, so that no log can hold them. */
    @Override
    public String toString() {
        return "PgpKeyPair[" + fingerprint() + "]";
    }
}
