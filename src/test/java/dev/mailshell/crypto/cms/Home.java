package dev.mailshell.crypto.cms;

import dev.mailshell.crypto.KeyringFolder;
import dev.mailshell.crypto.Peers;
import dev.mailshell.mime.WorkFolder;
import dev.mailshell.model.IdentityName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A home with keys, as {@code keys init} lays it out. */
final class Home {

    static final long MAX_BYTES = 100_000_000;

    final Path root;
    final IdentityName name;
    private final Peers peers;

    Home(Path root, String name, Peers peers) throws IOException {
        this.root = directory(root);
        this.name = new IdentityName(name);
        this.peers = peers;
        directory(root.resolve("identity"));
        directory(root.resolve("trust"));
        directory(root.resolve("revoked"));
        directory(root.resolve("work"));
    }

    Home own(String file, SmimeKeyPair pair) throws IOException {
        pair.writePrivateKey(root.resolve("identity/" + file + ".key"));
        pair.writeCertificate(root.resolve("identity/" + file + ".crt"));
        return this;
    }

    Home trust(String peer, String file, SmimeKeyPair pair) throws IOException {
        pair.writeCertificate(trustFolder(peer).resolve(file + ".crt"));
        return this;
    }

    Home revoke(String file, SmimeKeyPair pair) throws IOException {
        pair.writeCertificate(root.resolve("revoked/" + file + ".crt"));
        return this;
    }

    Path trustFolder(String peer) throws IOException {
        directory(root.resolve("trust").resolve(peers.folder()));
        Path folder = directory(root.resolve("trust").resolve(peers.folder()).resolve(peer));
        Files.writeString(folder.resolve("address"), peer + "@mail.test\n");
        return folder;
    }

    /** Keeps nothing that is given back, so that what is left there was forgotten. */
    WorkFolder work() {
        return new WorkFolder(root.resolve("work"), new SecureRandom(), 0);
    }

    List<Path> leftovers() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("work"))) {
            return files.toList();
        }
    }

    KeyringFolder keyring() {
        return keyring(Optional.empty());
    }

    KeyringFolder keyring(Optional<PasswordBasedEncryption> encryption) {
        return new KeyringFolder(root, name, peers, encryption);
    }

    SmimeProtection protection(Clock clock) {
        return protection(clock, MAX_BYTES);
    }

    SmimeProtection protection(Clock clock, long maxBytes) {
        return new SmimeProtection(keyring(), clock, new SecureRandom(), maxBytes);
    }

    private static Path directory(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return path;
        }
        return Files.createDirectories(
                path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
}
