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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;

/** Reads the OpenPGP keys in the folders of a home. */
final class PgpKeyringReader {

    private final KeyFolders folders;
    private final PgpKeyFiles files;
    private final Set<ByteBuffer> revoked = new HashSet<>();
    /** All copies of one certificate together, since any of them may be the one that says that it is revoked. */
    private final Map<ByteBuffer, PGPPublicKeyRing> known = new LinkedHashMap<>();

    PgpKeyringReader(KeyFolders folders, Optional<String> passphrase) {
        this.folders = folders;
        this.files = new PgpKeyFiles(folders, passphrase);
    }

    PgpKeyring read() throws IOException {
        for (Path file : folders.revoked(".asc")) {
            PGPPublicKeyRing ring = files.certificate(file);
            learn(ring, file);
            revoked.add(material(ring.getPublicKey()));
        }
        List<OwnCertificate> own = readOwn();
        List<TrustedCertificate> trusted = readTrusted();
        return new PgpKeyring(folders.self(), own, trusted, onlyRevoked(trusted));
    }

    private List<Certificate> onlyRevoked(List<TrustedCertificate> trusted) {
        return known.values().stream()
                .filter(ring -> trusted.stream()
                        .noneMatch(key -> fingerprint(key.certificate().keys()).equals(fingerprint(ring))))
                .map(Certificate::new)
                .toList();
    }

    private List<OwnCertificate> readOwn() throws IOException {
        List<OwnCertificate> own = new ArrayList<>();
        for (Path file : folders.privateKeys(".pgp.key")) {
            OwnCertificate read = files.own(file);
            if (!isRevoked(read.certificate().primaryKey())) {
                own.add(read);
            }
        }
        own.sort(Comparator.comparing(OwnCertificate::createdAt).reversed());
        return own;
    }

    private List<TrustedCertificate> readTrusted() throws IOException {
        Map<ByteBuffer, IdentityName> owners = new LinkedHashMap<>();
        Map<ByteBuffer, IdentityName> signers = new HashMap<>();
        for (PeerFolder peer : folders.peers()) {
            IdentityName name = peer.identity().name();
            for (Path file : peer.files(".asc")) {
                PGPPublicKeyRing ring = files.certificate(file);
                learn(ring, file);
                owners.put(fingerprint(ring), name);
                requireOneOwner(ring, name, signers);
            }
        }
        List<TrustedCertificate> trusted = new ArrayList<>();
        owners.forEach((fingerprint, owner) -> trusted.add(trusted(owner, known.get(fingerprint))));
        trusted.sort(Comparator.comparing(TrustedCertificate::createdAt).reversed());
        return trusted;
    }

    private TrustedCertificate trusted(IdentityName owner, PGPPublicKeyRing ring) {
        return new TrustedCertificate(owner, new Certificate(ring), isRevoked(ring.getPublicKey()));
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

    /** By what a thief of the key has, not by its fingerprint, which is another for each time that a key is said to be made. */
    private boolean isRevoked(PGPPublicKey key) {
        return revoked.contains(material(key));
    }

    private static void requireOneOwner(
            PGPPublicKeyRing ring, IdentityName owner, Map<ByteBuffer, IdentityName> signers) {
        for (PGPPublicKey key : ring) {
            IdentityName first = signers.putIfAbsent(material(key), owner);
            if (first != null && !first.equals(owner)) {
                throw new KeyringFailure(
                        "the OpenPGP keys of " + first + " and " + owner + " have the same public key",
                        "one of them is in the wrong trust folder, or was made to be taken for the other: compare the"
                                + " fingerprints, and remove it");
            }
        }
    }

    private static ByteBuffer fingerprint(PGPPublicKeyRing ring) {
        return ByteBuffer.wrap(ring.getPublicKey().getFingerprint());
    }

    private static ByteBuffer material(PGPPublicKey key) {
        return ByteBuffer.wrap(key.getPublicKeyPacket().getKey().getEncoded());
    }
}
