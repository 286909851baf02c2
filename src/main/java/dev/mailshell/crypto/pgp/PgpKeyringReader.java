package dev.mailshell.crypto.pgp;

import dev.mailshell.crypto.KeyFolders;
import dev.mailshell.crypto.KeyFolders.PeerFolder;
import dev.mailshell.crypto.KeyringFailure;
import dev.mailshell.model.IdentityName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;

/** Reads the OpenPGP keys in the folders of a home. */
final class PgpKeyringReader {

    private final KeyFolders folders;
    private final PgpKeyFiles files;
    private final Revocations revocations = new Revocations();
    /** All copies of one certificate together, since any of them may be the one that says that it is revoked. */
    private final Map<ByteBuffer, PGPPublicKeyRing> known = new LinkedHashMap<>();

    private final Map<ByteBuffer, IdentityName> owners = new LinkedHashMap<>();
    private final Map<ByteBuffer, IdentityName> signers = new HashMap<>();
    private final Map<Path, List<PGPSignature>> alone = new LinkedHashMap<>();

    PgpKeyringReader(KeyFolders folders, Optional<String> passphrase) {
        this.folders = folders;
        this.files = new PgpKeyFiles(folders, passphrase);
    }

    PgpKeyring read() throws IOException {
        readRevoked();
        readTrusted();
        List<OwnCertificate> own = readOwn();
        applyRevocations(own);
        own.removeIf(key -> revocations.contains(key.certificate().primaryKey()));
        own.sort(Comparator.comparing(OwnCertificate::createdAt).reversed());
        List<TrustedCertificate> trusted = trusted();
        return new PgpKeyring(folders.self(), own, trusted, onlyRevoked());
    }

    private void readRevoked() throws IOException {
        for (Path file : folders.revoked(".asc", ".rev")) {
            for (PGPPublicKeyRing ring : certificates(file)) {
                revocations.add(ring.getPublicKey());
            }
        }
    }

    private void readTrusted() throws IOException {
        for (PeerFolder peer : folders.peers()) {
            IdentityName name = peer.identity().name();
            for (Path file : peer.files(".asc", ".rev")) {
                for (PGPPublicKeyRing ring : certificates(file)) {
                    owners.put(fingerprint(ring), name);
                    requireOneOwner(ring, name);
                }
            }
        }
    }

    private List<OwnCertificate> readOwn() throws IOException {
        List<OwnCertificate> own = new ArrayList<>();
        for (Path file : folders.privateKeys(".pgp.key")) {
            own.add(files.own(file));
        }
        return own;
    }

    private List<PGPPublicKeyRing> certificates(Path file) throws IOException {
        KeyBlock block = files.publicKeys(file);
        if (!block.revocations().isEmpty()) {
            alone.put(file, block.revocations());
        }
        block.certificates().forEach(ring -> learn(ring, file));
        return block.certificates();
    }

    private void learn(PGPPublicKeyRing ring, Path file) {
        try {
            PGPPublicKeyRing other = known.get(fingerprint(ring));
            known.put(fingerprint(ring), other == null ? ring : PGPPublicKeyRing.join(other, ring));
        } catch (PGPException e) {
            throw new KeyringFailure(
                    "the key in " + folders.shown(file) + " does not fit another copy of it",
                    "keep the newer one, and remove the other",
                    e);
        }
    }

    private void requireOneOwner(PGPPublicKeyRing ring, IdentityName owner) {
        for (PGPPublicKey key : ring) {
            IdentityName first = signers.putIfAbsent(Revocations.material(key), owner);
            if (first != null && !first.equals(owner)) {
                throw new KeyringFailure(
                        "the OpenPGP keys of " + first + " and " + owner + " have the same public key",
                        "one of them is in the wrong trust folder, or was made to be taken for the other: compare the"
                                + " fingerprints, and remove it");
            }
        }
    }

    /** Those in a certificate, and those that lie in a file of their own. */
    private void applyRevocations(List<OwnCertificate> own) {
        List<PGPPublicKeyRing> rings = Stream.concat(
                        known.values().stream(),
                        own.stream().map(key -> key.certificate().keys()))
                .toList();
        for (PGPPublicKeyRing ring : rings) {
            KeyBlock.revocationsIn(ring).forEach(revocation -> revocations.add(revocation, ring.getPublicKey()));
        }
        alone.forEach((file, found) -> found.forEach(revocation -> {
            if (rings.stream()
                            .filter(ring -> revocations.add(revocation, ring.getPublicKey()))
                            .count()
                    == 0) {
                throw new KeyringFailure(
                        "the revocation certificate " + folders.shown(file) + " fits no key that is here",
                        "put the key that it revokes into revoked/, or remove it");
            }
        }));
    }

    private List<TrustedCertificate> trusted() {
        List<TrustedCertificate> trusted = new ArrayList<>();
        owners.forEach((fingerprint, owner) -> trusted.add(trusted(owner, known.get(fingerprint))));
        trusted.sort(Comparator.comparing(TrustedCertificate::createdAt).reversed());
        return trusted;
    }

    private TrustedCertificate trusted(IdentityName owner, PGPPublicKeyRing ring) {
        return new TrustedCertificate(owner, new Certificate(ring), revocations.contains(ring.getPublicKey()));
    }

    private List<Certificate> onlyRevoked() {
        return known.entrySet().stream()
                .filter(entry -> !owners.containsKey(entry.getKey()))
                .map(entry -> new Certificate(entry.getValue()))
                .toList();
    }

    private static ByteBuffer fingerprint(PGPPublicKeyRing ring) {
        return ByteBuffer.wrap(ring.getPublicKey().getFingerprint());
    }
}
