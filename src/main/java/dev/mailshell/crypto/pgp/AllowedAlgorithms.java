package dev.mailshell.crypto.pgp;

import dev.mailshell.crypto.ProtectionFailure;
import dev.mailshell.model.Reason;
import java.util.Date;
import java.util.Set;
import org.bouncycastle.bcpg.AEADAlgorithmTags;
import org.bouncycastle.bcpg.AEADEncDataPacket;
import org.bouncycastle.bcpg.ECPublicBCPGKey;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.InputStreamPacket;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.SymmetricEncIntegrityPacket;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.api.OpenPGPDefaultPolicy;
import org.bouncycastle.openpgp.api.OpenPGPPolicy;

/** The algorithms of the protocol: AES-256, SHA-256 or better, RSA of at least 3072 bits, Ed25519 and Curve25519 in keys of version 4. */
final class AllowedAlgorithms {

    static final int RSA_BITS = 3072;
    private static final int KEY_VERSION = 4;
    // The names that gpg gave them, before RFC 9580 gave them algorithms of their own.
    private static final String ED25519 = "1.3.6.1.4.1.11591.15.1";
    private static final String CURVE25519 = "1.3.6.1.4.1.3029.1.5.1";
    private static final Set<Integer> DIGESTS =
            Set.of(HashAlgorithmTags.SHA256, HashAlgorithmTags.SHA384, HashAlgorithmTags.SHA512);

    private AllowedAlgorithms() {}

    /** What Bouncy Castle shall take for a valid signature on a key. */
    static OpenPGPPolicy policy() {
        return new KeyPolicy();
    }

    /** SHA-256, SHA-384 or SHA-512. */
    static void requireDigest(int algorithm) throws ProtectionFailure {
        require(DIGESTS.contains(algorithm), "the digest of the signature is weaker than SHA-256");
    }

    /** SEIPD of version 1, or OCB in the packet of gpg 2.4, of which Bouncy Castle holds pieces of at most 4 MiB in memory. */
    static void requireIntegrity(InputStreamPacket data) throws ProtectionFailure {
        if (data instanceof AEADEncDataPacket aead) {
            require(aead.getAEADAlgorithm() == AEADAlgorithmTags.OCB, "the authenticated encryption is not OCB");
        } else {
            require(
                    data instanceof SymmetricEncIntegrityPacket seipd
                            && seipd.getVersion() == SymmetricEncIntegrityPacket.VERSION_1,
                    "the encrypted data has no integrity check of a kind that is known here");
        }
    }

    /** AES-256. */
    static void requireContentEncryption(int algorithm) throws ProtectionFailure {
        require(algorithm == SymmetricKeyAlgorithmTags.AES_256, "the content encryption is not AES-256");
    }

    /** Refuses a key that is not {@linkplain #allowsKey allowed}. */
    static void requireKey(PGPPublicKey key) throws ProtectionFailure {
        require(
                allowsKey(key),
                "the key is neither RSA of at least " + RSA_BITS + " bits nor Ed25519 or Curve25519, of version 4");
    }

    /** RSA of at least 3072 bits, EdDSA with Ed25519 or ECDH with Curve25519, in a key of version 4. */
    static boolean allowsKey(PGPPublicKey key) {
        return key.getVersion() == KEY_VERSION
                && switch (key.getAlgorithm()) {
                    case PublicKeyAlgorithmTags.RSA_GENERAL -> key.getBitStrength() >= RSA_BITS;
                    case PublicKeyAlgorithmTags.EDDSA_LEGACY -> curve(key).equals(ED25519);
                    case PublicKeyAlgorithmTags.ECDH -> curve(key).equals(CURVE25519);
                    default -> false;
                };
    }

    /** What people call its algorithm, whether it is allowed or not. */
    static String name(PGPPublicKey key) {
        return switch (key.getAlgorithm()) {
            case PublicKeyAlgorithmTags.RSA_GENERAL -> "RSA-" + key.getBitStrength();
            case PublicKeyAlgorithmTags.EDDSA_LEGACY -> "Ed25519";
            default -> "OpenPGP-" + key.getAlgorithm();
        };
    }

    private static String curve(PGPPublicKey key) {
        return ((ECPublicBCPGKey) key.getPublicKeyPacket().getKey())
                .getCurveOID()
                .getId();
    }

    private static void require(boolean condition, String fact) throws ProtectionFailure {
        if (!condition) {
            throw new ProtectionFailure(Reason.ALGORITHM_REFUSED, fact);
        }
    }

    /** Whatever the rest of the library's own policy says. */
    private static final class KeyPolicy extends OpenPGPDefaultPolicy {

        @Override
        public boolean isAcceptablePublicKey(PGPPublicKey key) {
            return allowsKey(key);
        }

        @Override
        public boolean isAcceptableCertificationSignatureHashAlgorithm(int algorithm, Date signedAt) {
            return DIGESTS.contains(algorithm);
        }

        /** A weak digest must not keep a key from being revoked. */
        @Override
        public boolean isAcceptableRevocationSignatureHashAlgorithm(int algorithm, Date signedAt) {
            return true;
        }
    }
}
