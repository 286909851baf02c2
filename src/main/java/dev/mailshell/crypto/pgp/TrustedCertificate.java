package dev.mailshell.crypto.pgp;

import dev.mailshell.crypto.ProtectionFailure;
import dev.mailshell.model.Fingerprint;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Reason;
import java.time.Instant;
import java.util.Optional;
import org.bouncycastle.openpgp.PGPPublicKey;

/**
 * A pinned certificate of a peer.
 *
 * @param owner whose it is
 * @param certificate all that any copy of it in the folders says
 * @param revoked whether a copy of it lies in {@code revoked}
 */
record TrustedCertificate(IdentityName owner, Certificate certificate, boolean revoked) {

    /** Of the primary key: what is pinned. */
    Fingerprint fingerprint() {
        return Fingerprint.of(certificate.primaryKey().getFingerprint());
    }

    /** When the primary key was made. */
    Instant createdAt() {
        return certificate.createdAt();
    }

    /** The newest key to encrypt with that is valid at {@code now} and allowed. */
    Optional<PGPPublicKey> encryptionKey(Instant now) {
        return revoked ? Optional.empty() : certificate.encryptionKey(now);
    }

    /** Whether it has a key to sign with that is valid at {@code now} and allowed. */
    boolean isUsable(Instant now) {
        return !revoked && certificate.signingKey(now, key -> true).isPresent();
    }

    /**
     * Checks that what {@code key} signs is the word of its owner at {@code now}: by our clock, since the signature's own time is
     * whatever its signer likes it to be.
     *
     * @param key one of this certificate
     */
    void requireSigning(PGPPublicKey key, Instant now) throws ProtectionFailure {
        AllowedAlgorithms.requireKey(certificate.primaryKey());
        AllowedAlgorithms.requireKey(key);
        if (revoked || certificate.isRevoked(key.getKeyIdentifier(), now)) {
            throw new ProtectionFailure(Reason.KEY_REVOKED, "the key of " + owner + " is revoked");
        }
        Instant from = key.getCreationTime().toInstant();
        if (now.isBefore(from)) {
            throw new ProtectionFailure(
                    Reason.KEY_NOT_YET_VALID, "the key of " + owner + " is not valid before " + from);
        }
        Optional<Instant> end = certificate.end(key.getKeyIdentifier(), now);
        if (end.isPresent() && !now.isBefore(end.get())) {
            throw new ProtectionFailure(Reason.KEY_EXPIRED, "the key of " + owner + " was valid until " + end.get());
        }
        if (!certificate.signs(key.getKeyIdentifier(), now)) {
            throw new ProtectionFailure(Reason.SIGNER_UNKNOWN, "the key of " + owner + " is not one to sign with");
        }
    }
}
