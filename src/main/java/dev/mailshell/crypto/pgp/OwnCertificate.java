package dev.mailshell.crypto.pgp;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.api.OpenPGPCertificate;

/**
 * A certificate of ours, with the private keys of it that we have.
 *
 * @param certificate what peers pin
 * @param pairs those of its keys that we have the private half of, by their key ids
 */
record OwnCertificate(OpenPGPCertificate certificate, Map<Long, PGPKeyPair> pairs) {

    /** Copies the keys. */
    OwnCertificate {
        pairs = Map.copyOf(pairs);
    }

    /** When the primary key was made. */
    Instant createdAt() {
        return certificate.getPrimaryKey().getCreationTime().toInstant();
    }

    /** The newest key to sign with that is valid at {@code now} and allowed. */
    Optional<PGPKeyPair> signingKey(Instant now) {
        return TrustedCertificate.newest(certificate.getSigningKeys(Date.from(now)).stream()
                        .filter(key -> pairs.containsKey(key.getKeyIdentifier().getKeyId()))
                        .toList())
                .map(key -> pairs.get(key.getKeyID()));
    }

    /** Those that may open what was encrypted for us, whenever that was. */
    List<PGPKeyPair> decryptionKeys() {
        return pairs.values().stream()
                .filter(pair -> pair.getPublicKey().isEncryptionKey())
                .toList();
    }

    /** Without the private keys, so that no log can hold them. */
    @Override
    public String toString() {
        return "OwnCertificate[" + certificate.getPrettyFingerprint() + "]";
    }
}
