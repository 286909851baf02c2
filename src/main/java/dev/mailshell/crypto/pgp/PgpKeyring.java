package dev.mailshell.crypto.pgp;

import dev.mailshell.model.IdentityName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPPublicKey;

/**
 * Our OpenPGP keys and those that we trust, as one reading of a home's folders found them. Immutable. No key belongs to two names, and
 * none of {@code own} is revoked by a copy in {@code revoked}.
 *
 * @param self who we are
 * @param own the newest first; may be empty
 * @param trusted the newest first; revoked ones among them
 */
public record PgpKeyring(IdentityName self, List<OwnCertificate> own, List<TrustedCertificate> trusted) {

    /** Copies the lists. */
    public PgpKeyring {
        own = List.copyOf(own);
        trusted = List.copyOf(trusted);
    }

    /** The newest of our keys that is valid at {@code now}: the one to sign with. */
    Optional<PGPKeyPair> signingKey(Instant now) {
        return own.stream().flatMap(key -> key.signingKey(now).stream()).findFirst();
    }

    /** The newest key of a peer that is valid at {@code now}: the one to encrypt for. */
    Optional<PGPPublicKey> encryptionKey(IdentityName name, Instant now) {
        return trusted.stream()
                .filter(key -> key.owner().equals(name))
                .flatMap(key -> key.encryptionKey(now).stream())
                .findFirst();
    }
}
