package dev.mailshell.cli;

import dev.mailshell.config.Home;
import dev.mailshell.config.Role;
import dev.mailshell.mime.PrivateFile;
import dev.mailshell.model.Fingerprint;
import dev.mailshell.model.IdentityName;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The files with the keys of one party in the trust folder of a home. */
final class PeerKeyFiles {

    private final Path folder;
    private final Path revoked;
    private final IdentityName peer;
    private final Instant now;

    PeerKeyFiles(Home home, Role role, IdentityName peer, Instant now) {
        this.folder = home.peers(role).resolve(peer.value());
        this.revoked = home.revoked();
        this.peer = peer;
        this.now = now;
    }

    /**
     * A key that counts no more.
     *
     * @param file its name in {@code revoked}
     */
    record Revoked(Fingerprint fingerprint, String file) {}

    /**
     * Moves the keys to {@code revoked}, each by one step that happens or does not: at any moment a key is trusted, or it lies there.
     *
     * @param wanted the one that is meant; empty for all
     * @throws CommandFailure if that would revoke nothing
     */
    List<Revoked> revoke(Optional<Fingerprint> wanted) throws CommandFailure, IOException {
        Map<Path, List<KeyMaterial>> files = files();
        files.values().removeIf(keys -> meant(keys, wanted).isEmpty());
        if (files.isEmpty()) {
            throw nothing(wanted);
        }
        Files.createDirectories(
                revoked, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        List<Revoked> done = new ArrayList<>();
        for (Map.Entry<Path, List<KeyMaterial>> file : files.entrySet()) {
            done.addAll(move(file.getKey(), file.getValue()));
        }
        PrivateFile.forceNames(revoked);
        PrivateFile.forceNames(folder);
        return done;
    }

    private static List<KeyMaterial> meant(List<KeyMaterial> keys, Optional<Fingerprint> wanted) {
        return keys.stream()
                .filter(key -> wanted.map(key.fingerprint()::equals).orElse(true))
                .toList();
    }

    private List<Revoked> move(Path file, List<KeyMaterial> keys) throws IOException {
        Path target = freeName(file.getFileName().toString());
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        return keys.stream()
                .map(key -> new Revoked(key.fingerprint(), target.getFileName().toString()))
                .toList();
    }

    private Path freeName(String name) {
        int dot = name.indexOf('.');
        Path target = revoked.resolve(name);
        for (int i = 2; Files.exists(target); i++) {
            target = revoked.resolve(name.substring(0, dot) + "-" + i + name.substring(dot));
        }
        return target;
    }

    /** Those that a keyring reads. */
    private Map<Path, List<KeyMaterial>> files() throws CommandFailure, IOException {
        Map<Path, List<KeyMaterial>> files = new TreeMap<>(Comparator.naturalOrder());
        if (!Files.isDirectory(folder)) {
            return files;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*{.crt,.asc}")) {
            for (Path file : entries) {
                files.put(file, OfferedKeys.inTrust(file, now));
            }
        }
        return files;
    }

    private CommandFailure nothing(Optional<Fingerprint> wanted) {
        return new CommandFailure(
                "nothing is revoked: "
                        + wanted.map(key -> "the trust folder of " + peer + " holds no key with the fingerprint "
                                        + key.grouped())
                                .orElse("the trust folder holds no key of " + peer),
                "mailshell keys list shows the keys that are trusted here, and those that are revoked already");
    }
}
