package dev.mailshell.crypto.pgp;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;

/**
 * What a block of public keys holds: certificates, or nothing but revocations, as {@code gpg --gen-revoke} writes one (RFC 9580
 * section 10.1).
 *
 * @param certificates with all that was said of them there
 * @param revocations of whatever key they fit; those that lie in a certificate are not among them
 */
record KeyBlock(List<PGPPublicKeyRing> certificates, List<PGPSignature> revocations) {

    /** Copies the lists. */
    KeyBlock {
        certificates = List.copyOf(certificates);
        revocations = List.copyOf(revocations);
    }

    /**
     * Reads {@code packets} to their end.
     *
     * @throws IOException if there is anything else, or nothing
     */
    static KeyBlock of(InputStream packets) throws IOException {
        List<PGPPublicKeyRing> certificates = new ArrayList<>();
        List<PGPSignature> revocations = new ArrayList<>();
        BcPGPObjectFactory objects = new BcPGPObjectFactory(packets);
        for (Object found = objects.nextObject(); found != null; found = objects.nextObject()) {
            if (found instanceof PGPPublicKeyRing ring && ring.getPublicKey().isMasterKey()) {
                certificates.add(ring);
            } else if (found instanceof PGPSignatureList signatures) {
                signatures.forEach(revocations::add);
            } else {
                throw new IOException("neither a public key nor a revocation");
            }
        }
        boolean known = certificates.isEmpty() != revocations.isEmpty()
                && revocations.stream().allMatch(KeyBlock::isOfKey);
        if (!known) {
            throw new IOException("neither a public key nor a revocation alone");
        }
        return new KeyBlock(certificates, revocations);
    }

    private static boolean isOfKey(PGPSignature signature) {
        return signature.getSignatureType() == PGPSignature.KEY_REVOCATION;
    }

    /** All revocations of a primary key in {@code ring}, also those behind a user id or a subkey, where they do not belong. */
    static List<PGPSignature> revocationsIn(PGPPublicKeyRing ring) {
        List<PGPSignature> found = new ArrayList<>();
        for (PGPPublicKey key : ring) {
            key.getSignaturesOfType(PGPSignature.KEY_REVOCATION).forEachRemaining(found::add);
        }
        return found;
    }
}
