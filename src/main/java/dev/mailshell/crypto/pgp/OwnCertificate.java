package dev.mailshell.crypto.pgp;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.openpgp.PGPKeyPair;

/**
 * A certificate of ours.
 *
 * @param certificate what peers pin
 * @param pairs those of its keys that we have the private half of, by their key ids
 * @param prepared whether peers may not know it yet, so that it opens mail and signs none
 */
record OwnCertificate(Certificate certificate, Map<Long, PGPKeyPair> pairs, boolean prepared) {

    /** Copies the map. */
    OwnCertificate {
        pairs = Map.copyOf(pairs);
    }

    /** When the primary key was made. */
    Instant createdAt() {
        return certificate.createdAt();
    }

    /** The newest key to sign with that is valid at {@code now} and allowed; none if it is only prepared. */
    Optional<PGPKeyPair> signingKey(Instant now) {
        return certificate
                .signingKey(now, key -> !prepared && pairs.containsKey(key.getKeyID()))
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
        return "OwnCertificate[" + pairs.keySet() + "]";
    }
}
