package dev.mailshell.crypto;

import dev.mailshell.model.Identity;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.InvalidMessage;
import dev.mailshell.model.MailAddress;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
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
import java.util.regex.Pattern;

/** Reads {@code identity}, {@code trust} and {@code revoked} of a home, whole or not at all. */
final class KeyringReader {

    private final Path home;
    private final IdentityName self;
    private final Peers peers;
    private final OwnerOnly ownerOnly;
    private final PrivateKeyReader privateKeys;
    private final Set<X509Certificate> revoked = new LinkedHashSet<>();

    KeyringReader(Path home, IdentityName self, Peers peers, FileOwners owners, PrivateKeyReader privateKeys) {
        this.home = home;
        this.self = self;
        this.peers = peers;
        this.ownerOnly = new OwnerOnly(home, owners);
        this.privateKeys = privateKeys;
    }

    Keyring read() throws IOException {
        readRevoked();
        List<OwnKey> own = readOwnKeys();
        List<TrustedPeer> trusted = readPeers();
        DistinctOwners.require(trusted);
        return new Keyring(self, own, trusted, List.copyOf(revoked));
    }

    private void readRevoked() throws IOException {
        Path folder = home.resolve("revoked");
        if (!Files.isDirectory(folder)) {
            return;
        }
        ownerOnly.requireDirectory(folder);
        for (Path file : list(folder, "*.crt")) {
            revoked.add(certificate(file));
        }
    }

    private List<OwnKey> readOwnKeys() throws IOException {
        Path folder = requireFolder(home.resolve("identity"));
        Pattern mine = Pattern.compile(Pattern.quote(self.value()) + "(-[0-9]+)?\\.key");
        List<OwnKey> keys = new ArrayList<>();
        for (Path file : list(folder, "*.key")) {
            if (mine.matcher(file.getFileName().toString()).matches()) {
                keys.add(ownKey(file));
            }
        }
        if (keys.isEmpty()) {
            throw new KeyringFailure(
                    "there is no private key identity/" + self + ".key", "make one with: mailshell keys init");
        }
        keys.removeIf(key -> isRevoked(key.certificate()));
        keys.sort(Comparator.comparing((OwnKey key) -> key.certificate().getNotBefore())
                .reversed());
        return keys;
    }

    private OwnKey ownKey(Path file) throws IOException {
        ownerOnly.requireFile(file);
        String name = file.getFileName().toString();
        X509Certificate certificate = certificate(file.resolveSibling(name.substring(0, name.length() - 4) + ".crt"));
        PrivateKey key = privateKeys.read(file, shown(file), certificate.getPublicKey());
        return new OwnKey(Certificates.fingerprint(certificate), certificate, key);
    }

    private List<TrustedPeer> readPeers() throws IOException {
        requireFolder(home.resolve("trust"));
        Path folder = home.resolve("trust").resolve(peers.folder());
        List<TrustedPeer> found = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            ownerOnly.requireDirectory(folder);
            for (Path peer : list(folder, "*")) {
                found.add(peer(requireFolder(peer)));
            }
        }
        return found;
    }

    private TrustedPeer peer(Path folder) throws IOException {
        Identity identity = identity(folder);
        List<TrustedKey> keys = new ArrayList<>();
        for (Path file : list(folder, "*.crt")) {
            X509Certificate certificate = certificate(file);
            if (isRevoked(certificate)) {
                // So that its mail is refused as revoked, not as unknown.
                revoked.add(certificate);
            } else {
                keys.add(new TrustedKey(identity.name(), Certificates.fingerprint(certificate), certificate));
            }
        }
        keys.sort(Comparator.comparing(TrustedKey::notBefore).reversed());
        return new TrustedPeer(identity, keys);
    }

    /** By the key, not by the certificate: a thief of the key has it still after a renewal. */
    private boolean isRevoked(X509Certificate certificate) {
        return revoked.stream()
                .anyMatch(other -> Certificates.isSameKey(other.getPublicKey(), certificate.getPublicKey()));
    }

    private Identity identity(Path folder) throws IOException {
        Path address = folder.resolve("address");
        try {
            return new Identity(
                    new IdentityName(folder.getFileName().toString()),
                    new MailAddress(
                            Files.readString(address, StandardCharsets.UTF_8).strip()));
        } catch (NoSuchFileException e) {
            throw missing(address, "write it: one line, the mail address", e);
        } catch (CharacterCodingException e) {
            throw new KeyringFailure(
                    "the file " + shown(address) + " is not text", "write it anew: one line, the mail address", e);
        } catch (InvalidMessage e) {
            throw new KeyringFailure(
                    "the trust folder " + shown(folder) + " is not usable: " + e.getMessage(),
                    "name the folder after the party, and write its mail address into the file address",
                    e);
        }
    }

    private X509Certificate certificate(Path file) throws IOException {
        X509Certificate certificate;
        try {
            certificate = Certificates.read(file);
        } catch (NoSuchFileException e) {
            throw missing(file, "put the certificate there, or remove what names it", e);
        } catch (CertificateException e) {
            throw new KeyringFailure(
                    "the file " + shown(file) + " is not one X.509 certificate", "replace it, or move it elsewhere", e);
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
                    "the self-signature of " + shown(file) + " does not verify",
                    "do not use it; have its owner make one with mailshell keys init, or as docs/protocol.md says",
                    e);
        }
    }

    private Path requireFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new KeyringFailure("there is no directory " + shown(folder), "make a home with: mailshell keys init");
        }
        ownerOnly.requireDirectory(folder);
        return folder;
    }

    private KeyringFailure missing(Path file, String hint, NoSuchFileException cause) {
        return new KeyringFailure("there is no file " + shown(file), hint, cause);
    }

    private static List<Path> list(Path folder, String glob) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, glob)) {
            entries.forEach(files::add);
        }
        files.sort(Comparator.naturalOrder());
        return files;
    }

    private String shown(Path path) {
        return home.relativize(path).toString();
    }
}
