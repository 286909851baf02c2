package dev.mailshell.cli;

import dev.mailshell.config.Home;
import dev.mailshell.config.Owner;
import dev.mailshell.mime.PrivateFile;
import dev.mailshell.mime.StagedFolder;
import dev.mailshell.model.Identity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The key folders of a home as they would be with one key more, mostly links to those that there are, so that what a running server makes
 * of them can be seen before it does.
 */
final class Rehearsal implements AutoCloseable {

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final StagedFolder staged;
    private final Owner owner;
    private final Identity peer;
    private final KeyMaterial key;
    private final Path peers;
    private final Path file;

    private Rehearsal(StagedFolder staged, Home home, Owner owner, Identity peer, KeyMaterial key) {
        this.staged = staged;
        this.owner = owner;
        this.peer = peer;
        this.key = key;
        this.peers = home.peers(owner.role());
        this.file = freeName(peers.resolve(peer.name().value()));
    }

    /** Lays it out beside the trust folders of {@code home}, which does not change; {@code peer} may be new there. */
    static Rehearsal of(Home home, Owner owner, Identity peer, KeyMaterial key) throws IOException {
        StagedFolder staged = StagedFolder.in(home.trust());
        try {
            Rehearsal rehearsal = new Rehearsal(staged, home, owner, peer, key);
            rehearsal.layOut(home);
            return rehearsal;
        } catch (IOException | RuntimeException e) {
            staged.close();
            throw e;
        }
    }

    private Path freeName(Path folder) {
        String name = peer.name() + key.suffix();
        for (int i = 2; Files.exists(folder.resolve(name)); i++) {
            name = peer.name() + "-" + i + key.suffix();
        }
        return folder.resolve(name);
    }

    private void layOut(Home home) throws IOException {
        link(home.identity(), staged.path());
        link(home.revoked(), staged.path());
        Files.createDirectories(folder(), OWNER_ONLY);
        linkAll(peers, folder().getParent());
        linkAll(file.getParent(), folder());
        if (isNew()) {
            write(folder().resolve("address"), peer.address() + "\n");
        }
        write(folder().resolve(file.getFileName()), key.text());
    }

    private boolean isNew() {
        return !Files.exists(file.getParent());
    }

    private Path folder() {
        return staged.path()
                .resolve("trust")
                .resolve(peers.getFileName())
                .resolve(peer.name().value());
    }

    private static void linkAll(Path from, Path to) throws IOException {
        if (Files.isDirectory(from)) {
            try (Stream<Path> entries = Files.list(from)) {
                for (Path entry : entries.toList()) {
                    link(entry, to);
                }
            }
        }
    }

    /** Not what is there already: it is to differ. */
    private static void link(Path entry, Path folder) throws IOException {
        Path link = folder.resolve(entry.getFileName());
        if (Files.exists(entry) && Files.notExists(link)) {
            Files.createSymbolicLink(link, entry);
        }
    }

    /**
     * The key as a server would know it.
     *
     * @throws dev.mailshell.crypto.KeyringFailure if a server could not read its folders with that key in them
     */
    KnownKey key(Instant now) {
        List<KnownKey> all = KnownKeys.of(owner, staged.path(), now);
        return all.stream()
                .filter(known -> known.fingerprint().equals(key.fingerprint()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a key that was put there is not read"));
    }

    /**
     * Puts the key into the home, whole from the first moment that a server sees it.
     *
     * @return its file there
     */
    Path publish() throws IOException {
        if (isNew()) {
            Files.createDirectories(peers, OWNER_ONLY);
            Files.move(folder(), file.getParent(), StandardCopyOption.ATOMIC_MOVE);
            PrivateFile.forceNames(peers);
        } else {
            write(file, key.text());
        }
        return file;
    }

    private static void write(Path file, String text) throws IOException {
        PrivateFile.publish(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
        PrivateFile.forceNames(file.getParent());
    }

    @Override
    public void close() throws IOException {
        staged.close();
    }
}
