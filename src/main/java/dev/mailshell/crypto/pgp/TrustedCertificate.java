package dev.mailshell.crypto.pgp;

import dev.mailshell.crypto.ProtectionFailure;
import dev.mailshell.model.Fingerprint;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Reason;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.api.OpenPGPCertificate;
import org.bouncycastle.openpgp.api.OpenPGPCertificate.OpenPGPComponentKey;

/**
 * A pinned certificate of a peer: a primary key, its subkeys, and what the primary key says about them.
 *
 * @param owner whose it is
 * @param certificate all that any copy of it in the folders says
 * @param revoked whether a copy of it lies in {@code revoked}
 */
record TrustedCertificate(IdentityName owner, OpenPGPCertificate certificate, boolean revoked) {

    /** Of the primary key: what is pinned. */
    Fingerprint fingerprint() {
        return Fingerprint.of(certificate.getFingerprint());
    }

    /** When the primary key was made. */
    Instant createdAt() {
        return certificate.getPrimaryKey().getCreationTime().toInstant();
    }

    /** The newest key to encrypt with that is valid at {@code now} and allowed. */
    Optional<PGPPublicKey> encryptionKey(Instant now) {
        if (revoked) {
            return Optional.empty();
        }
        return newest(certificate.getEncryptionKeys(Date.from(now)));
    }

    static Optional<PGPPublicKey> newest(List<OpenPGPComponentKey> keys) {
        return keys.stream()
                .map(OpenPGPComponentKey::getPGPPublicKey)
                .filter(AllowedAlgorithms::allowsKey)
                .max(Comparator.comparing(PGPPublicKey::getCreationTime));
    }

    /**
     * Checks that what {@code key} signs is the word of its owner at {@code now}: by our clock, since the signature's own time is
     * whatever its signer likes it to be.
     *
     * @param key one of this certificate
     */
    void requireSigning(PGPPublicKey key, Instant now) throws ProtectionFailure {
        Date date = Date.from(now);
        AllowedAlgorithms.requireKey(certificate.getPrimaryKey().getPGPPublicKey());
        AllowedAlgorithms.requireKey(key);
        OpenPGPComponentKey component = certificate.getKey(key.getKeyIdentifier());
        if (revoked || certificate.getRevocation(date) != null || component.getRevocation(date) != null) {
            throw new ProtectionFailure(Reason.KEY_REVOKED, "the key of " + owner + " is revoked");
        }
        if (now.isBefore(key.getCreationTime().toInstant())) {
            throw new ProtectionFailure(
                    Reason.KEY_NOT_YET_VALID,
                    "the key of " + owner + " is not valid before "
                            + key.getCreationTime().toInstant());
        }
        requireNotExpired(certificate.getExpirationTime(date), now);
        requireNotExpired(component.getKeyExpirationDateAt(date), now);
        if (!component.isSigningKey(date)) {
            throw new ProtectionFailure(Reason.SIGNER_UNKNOWN, "the key of " + owner + " is not one to sign with");
        }
    }

    private void requireNotExpired(Date end, Instant now) throws ProtectionFailure {
        if (end != null && !now.isBefore(end.toInstant())) {
            throw new ProtectionFailure(
                    Reason.KEY_EXPIRED, "the key of " + owner + " was valid until " + end.toInstant());
        }
    }

    /** By its owner and its fingerprint: what else it holds is of no use in a log. */
    @Override
    public String toString() {
        return "TrustedCertificate[" + owner + " " + fingerprint() + "]";
    }
}
