package dev.mailshell.crypto;

import dev.mailshell.crypto.KeyFolders.PeerFolder;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads the X.509 keys in the folders of a home. */
final class KeyringReader {

    private final KeyFolders folders;
    private final PrivateKeyReader privateKeys;
    private final Set<X509Certificate> revoked = new LinkedHashSet<>();

    KeyringReader(KeyFolders folders, PrivateKeyReader privateKeys) {
        this.folders = folders;
        this.privateKeys = privateKeys;
    }

    Keyring read() throws IOException {
        for (Path file : folders.revoked(".crt")) {
            revoked.add(certificate(file));
        }
        List<OwnKey> own = readOwnKeys();
        List<TrustedPeer> trusted = readPeers();
        DistinctOwners.require(trusted);
        return new Keyring(folders.self(), own, trusted, List.copyOf(revoked));
    }

    private List<OwnKey> readOwnKeys() throws IOException {
        List<OwnKey> keys = new ArrayList<>();
        for (Path file : folders.privateKeys(".key")) {
            keys.add(ownKey(file));
        }
        if (keys.isEmpty()) {
            throw new KeyringFailure(
                    "there is no private key identity/" + folders.self() + ".key",
                    "make one with: mailshell keys init");
        }
        keys.removeIf(key -> isRevoked(key.certificate()));
        keys.sort(Comparator.comparing((OwnKey key) -> key.certificate().getNotBefore())
                .reversed());
        return keys;
    }

    private OwnKey ownKey(Path file) throws IOException {
        String name = file.getFileName().toString();
        X509Certificate certificate = certificate(file.resolveSibling(name.substring(0, name.length() - 4) + ".crt"));
        PrivateKey key = privateKeys.read(file, folders.shown(file), certificate.getPublicKey());
        return new OwnKey(Certificates.fingerprint(certificate), certificate, key, folders.isPrepared(file, ".key"));
    }

    private List<TrustedPeer> readPeers() throws IOException {
        List<TrustedPeer> found = new ArrayList<>();
        for (PeerFolder peer : folders.peers()) {
            found.add(peer(peer));
        }
        return found;
    }

    private TrustedPeer peer(PeerFolder peer) throws IOException {
        List<TrustedKey> keys = new ArrayList<>();
        for (Path file : peer.files(".crt")) {
            X509Certificate certificate = certificate(file);
            if (isRevoked(certificate)) {
                // So that its mail is refused as revoked, not as unknown.
                revoked.add(certificate);
            } else {
                keys.add(new TrustedKey(peer.identity().name(), Certificates.fingerprint(certificate), certificate));
            }
        }
        keys.sort(Comparator.comparing(TrustedKey::notBefore).reversed());
        return new TrustedPeer(peer.identity(), keys);
    }

    /** By the key, not by the certificate: a thief of the key has it still after a renewal. */
    private boolean isRevoked(X509Certificate certificate) {
        return revoked.stream()
                .anyMatch(other -> Certificates.isSameKey(other.getPublicKey(), certificate.getPublicKey()));
    }

    private X509Certificate certificate(Path file) throws IOException {
        X509Certificate certificate;
        try {
            certificate = Certificates.read(file);
        } catch (NoSuchFileException e) {
            throw folders.missing(file, "put the certificate there, or remove what names it", e);
        } catch (CertificateException e) {
            throw new KeyringFailure(
                    "the file " + folders.shown(file) + " is not one X.509 certificate",
                    "replace it, or move it elsewhere",
                    e);
        }
        requireSelfSigned(certificate, file);
        return certificate;
    }

    /** The proof that whoever made it has its private key; without it, anyone could hand in a key of somebody else. */
    private void requireSelfSigned(X509Certificate certificate, Path file) {
        try {
            certificate.verify(certificate.getPublicKey());
        } catch (GeneralSecurityException e) {
            throw new KeyringFailure(
                    "the self-signature of " + folders.shown(file) + " does not verify",
                    "do not use it; have its owner make one with mailshell keys init, or as docs/protocol.md says",
                    e);
        }
    }
}
