package dev.mailshell.crypto;

import dev.mailshell.model.Fingerprint;
import dev.mailshell.model.IdentityName;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Our keys and those that we trust, as one reading of a home's folders found them. Immutable. Each certificate is signed with its
 * own key, no key belongs to two names, and none of {@code ownKeys} and {@code peers} has a key that is revoked.
 *
 * @param self who we are
 * @param ownKeys the newest first
 * @param peers whom we trust, by name
 * @param revoked certificates that nobody may use any more, trusted ones of a revoked key among them
 */
public record Keyring(IdentityName self, List<OwnKey> ownKeys, List<TrustedPeer> peers, List<X509Certificate> revoked) {

    /** Copies the lists. */
    public Keyring {
        ownKeys = List.copyOf(ownKeys);
        peers = List.copyOf(peers);
        revoked = List.copyOf(revoked);
    }

    /** The newest of our keys that is valid at {@code now} and not only prepared: the one to sign with. */
    public Optional<OwnKey> signingKey(Instant now) {
        return signingKey(now, key -> true);
    }

    /** As above, of those that are strong enough: a weak key beside a good one must not silence us. */
    public Optional<OwnKey> signingKey(Instant now, Predicate<PublicKey> strong) {
        return ownKeys.stream()
                .filter(key -> !key.prepared()
                        && key.validAt(now)
                        && strong.test(key.certificate().getPublicKey()))
                .findFirst();
    }

    /** The peer of that name. */
    public Optional<TrustedPeer> peer(IdentityName name) {
        return peers.stream()
                .filter(peer -> peer.identity().name().equals(name))
                .findFirst();
    }

    /** The newest key of a peer that is valid at {@code now}: the one to encrypt for. */
    public Optional<TrustedKey> encryptionKey(IdentityName name, Instant now) {
        return encryptionKey(name, now, key -> true);
    }

    /** As above, of those that are strong enough. */
    public Optional<TrustedKey> encryptionKey(IdentityName name, Instant now, Predicate<PublicKey> strong) {
        return peer(name).stream()
                .flatMap(peer -> peer.keys().stream())
                .filter(key -> key.validAt(now) && strong.test(key.certificate().getPublicKey()))
                .findFirst();
    }

    /** How long the keys of {@code owner} are good for, who is ourselves or a peer; without those of ours that are only prepared. */
    public List<KeyLifetime> lifetimes(IdentityName owner) {
        Stream<KeyLifetime> ours = ownKeys.stream()
                .filter(key -> owner.equals(self) && !key.prepared())
                .map(key -> lifetime(self, key.fingerprint(), key.certificate()));
        Stream<KeyLifetime> theirs = peer(owner).stream()
                .flatMap(peer -> peer.keys().stream())
                .map(key -> lifetime(owner, key.fingerprint(), key.certificate()));
        return Stream.concat(ours, theirs).toList();
    }

    private static KeyLifetime lifetime(IdentityName owner, Fingerprint fingerprint, X509Certificate certificate) {
        return new KeyLifetime(
                owner, fingerprint, Optional.of(certificate.getNotAfter().toInstant()));
    }

    /** All pinned keys of all peers. */
    public List<TrustedKey> trustedKeys() {
        return peers.stream().flatMap(peer -> peer.keys().stream()).toList();
    }

    /** The pinned key with that fingerprint. */
    public Optional<TrustedKey> trustedKey(Fingerprint fingerprint) {
        return trustedKeys().stream()
                .filter(key -> key.fingerprint().equals(fingerprint))
                .findFirst();
    }
}
