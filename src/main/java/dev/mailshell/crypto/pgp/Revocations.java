package dev.mailshell.crypto.pgp;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

/**
 * The keys that nobody may use any more. They are known by what a thief of the key has, not by a fingerprint, which is another for each
 * time that a key is said to be made.
 */
final class Revocations {

    private final Set<ByteBuffer> revoked = new HashSet<>();

    /** What is the same for all keys of the same numbers. */
    static ByteBuffer material(PGPPublicKey key) {
        return ByteBuffer.wrap(key.getPublicKeyPacket().getKey().getEncoded());
    }

    /** Revokes {@code key}. */
    void add(PGPPublicKey key) {
        revoked.add(material(key));
    }

    /** Revokes {@code primary} if it signed {@code revocation} itself; false, and nothing, if it did not. */
    boolean add(PGPSignature revocation, PGPPublicKey primary) {
        boolean fits = revocation.hasKeyIdentifier(primary.getKeyIdentifier()) && verifies(revocation, primary);
        if (fits) {
            add(primary);
        }
        return fits;
    }

    private static boolean verifies(PGPSignature revocation, PGPPublicKey primary) {
        try {
            revocation.init(new BcPGPContentVerifierBuilderProvider(), primary);
            return revocation.verifyCertification(primary);
        } catch (PGPException | RuntimeException e) {
            // Whoever cannot be understood has revoked nothing; who must know asks whether it fits.
            return false;
        }
    }

    /** Whether {@code primary} says by {@code revocation} that {@code subkey} is none of its own any more. */
    static boolean revokes(PGPSignature revocation, PGPPublicKey primary, PGPPublicKey subkey) {
        try {
            revocation.init(new BcPGPContentVerifierBuilderProvider(), primary);
            return revocation.verifyCertification(primary, subkey);
        } catch (PGPException | RuntimeException e) {
            // As above.
            return false;
        }
    }

    boolean contains(PGPPublicKey key) {
        return revoked.contains(material(key));
    }
}
