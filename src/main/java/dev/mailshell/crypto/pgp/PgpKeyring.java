package dev.mailshell.crypto.pgp;

import dev.mailshell.crypto.KeyLifetime;
import dev.mailshell.crypto.pgp.PgpKeyView.Kind;
import dev.mailshell.model.IdentityName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPPublicKey;

/**
 * Our OpenPGP keys and those that we trust, as one reading of a home's folders found them. Immutable. No key belongs to two names, and
 * none of {@code own} is revoked by a copy in {@code revoked}.
 *
 * @param self who we are
 * @param own the newest first; may be empty
 * @param trusted the newest first; revoked ones among them
 * @param revoked those that only lie in {@code revoked}
 */
public record PgpKeyring(
        IdentityName self, List<OwnCertificate> own, List<TrustedCertificate> trusted, List<Certificate> revoked) {

    /** Copies the lists. */
    public PgpKeyring {
        own = List.copyOf(own);
        trusted = List.copyOf(trusted);
        revoked = List.copyOf(revoked);
    }

    /** All of them, as they are shown to people at {@code now}. */
    public List<PgpKeyView> views(Instant now) {
        Stream<PgpKeyView> ours = own.stream().map(key -> key.certificate()
                .view(key.prepared() ? Kind.PREPARED : Kind.OWN, Optional.of(self.value()), false, now));
        Stream<PgpKeyView> theirs = trusted.stream().map(key -> key.certificate()
                .view(Kind.TRUSTED, Optional.of(key.owner().value()), key.revoked(), now));
        Stream<PgpKeyView> gone = revoked.stream().map(key -> key.view(Kind.REVOKED, Optional.empty(), true, now));
        return Stream.of(ours, theirs, gone).flatMap(views -> views).toList();
    }

    /** How long the keys of {@code owner} are good for, who is ourselves or a peer, as it is known at {@code now}. */
    public List<KeyLifetime> lifetimes(IdentityName owner, Instant now) {
        Stream<Certificate> ours = own.stream()
                .filter(key -> owner.equals(self) && !key.prepared())
                .map(OwnCertificate::certificate);
        Stream<Certificate> theirs = trusted.stream()
                .filter(key -> key.owner().equals(owner) && !key.revoked())
                .map(TrustedCertificate::certificate);
        return Stream.concat(ours, theirs).map(key -> key.lifetime(owner, now)).toList();
    }

    /** The public half, in ASCII armor, of the key that we sign with at {@code now}. */
    public Optional<String> signingCertificate(Instant now) {
        return own.stream()
                .filter(key -> key.signingKey(now).isPresent())
                .map(key -> key.certificate()
                        .view(Kind.OWN, Optional.of(self.value()), false, now)
                        .armored())
                .findFirst();
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
