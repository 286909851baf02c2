package dev.mailshell.crypto;

import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;

/** Refuses two peers whose certificates have the same key, or the same mark by which a signature names its key. */
final class DistinctOwners {

    private final Map<Mark, TrustedKey> owners = new HashMap<>();

    private record Mark(String kind, Object value) {}

    private DistinctOwners() {}

    /** @throws KeyringFailure if a signature could be that of two of {@code peers} */
    static void require(List<TrustedPeer> peers) {
        DistinctOwners distinct = new DistinctOwners();
        peers.forEach(peer -> peer.keys().forEach(distinct::add));
    }

    private void add(TrustedKey key) {
        marks(key.certificate()).forEach(mark -> requireOneOwner(mark, owners.putIfAbsent(mark, key), key));
    }

    private static Stream<Mark> marks(X509Certificate certificate) {
        // Compared as a name, not as text: the signature of CN=ALICE is taken for one of CN=alice.
        X500Principal issuer = certificate.getIssuerX500Principal();
        return Stream.concat(
                Stream.of(
                        new Mark("public key", Certificates.value(certificate.getPublicKey())),
                        new Mark("issuer and serial number", List.of(issuer, certificate.getSerialNumber()))),
                Certificates.keyIdentifier(certificate).map(id -> new Mark("key identifier", id)).stream());
    }

    private static void requireOneOwner(Mark mark, TrustedKey first, TrustedKey second) {
        if (first != null && !first.owner().equals(second.owner())) {
            throw new KeyringFailure(
                    "the certificates of " + first.owner() + " and " + second.owner() + " have the same " + mark.kind(),
                    "one of them is in the wrong trust folder, or was made to be taken for the other: compare the"
                            + " fingerprints, and remove it");
        }
    }
}
