package dev.mailshell.crypto;

import dev.mailshell.model.IdentityName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The keyring of a home, read anew when its folders have changed. Safe for use by several threads. */
public final class KeyringFolder implements Supplier<Keyring> {

    private final Path home;
    private final IdentityName self;
    private final Peers peers;
    private final PrivateKeyReader privateKeys;
    private List<String> readState = List.of();
    private Keyring keyring;

    /**
     * The keyring of {@code self}, whose home is {@code home}; nothing is read before {@link #get()}.
     *
     * @param decryption for private keys that are encrypted; empty if no passphrase is set
     */
    public KeyringFolder(
            Path home, IdentityName self, Peers peers, Optional<? extends PrivateKeyDecryption> decryption) {
        this.home = home;
        this.self = self;
        this.peers = peers;
        this.privateKeys = new PrivateKeyReader(decryption);
    }

    /**
     * The keyring as the folders are now.
     *
     * @throws KeyringFailure if they are not as they must be; an earlier reading is not used instead, since what changed may be a
     *     revocation
     */
    @Override
    public synchronized Keyring get() {
        try {
            List<String> state = state();
            if (keyring == null || !state.equals(readState)) {
                keyring = null;
                keyring = new KeyringReader(home, self, peers, FileOwners.ours(), privateKeys).read();
                readState = state;
            }
            return keyring;
        } catch (IOException | UncheckedIOException e) {
            throw new KeyringFailure(
                    "the key folders cannot be read", "check identity, trust and revoked of " + home.getFileName(), e);
        }
    }

    /** Cheap to compare, and different after any change: what is there, when it changed, and who may read it. */
    private List<String> state() throws IOException {
        Stream.Builder<String> lines = Stream.builder();
        addState("identity", 1, lines);
        addState("revoked", 1, lines);
        addState("trust", 0, lines);
        addState("trust/" + peers.folder(), 2, lines);
        return lines.build().sorted().toList();
    }

    /** Only as deep as keys are read, lest a link leads us around the whole file system. */
    private void addState(String folder, int depth, Consumer<String> lines) throws IOException {
        Path root = home.resolve(folder);
        if (Files.isDirectory(root)) {
            try (Stream<Path> files = Files.walk(root, depth, FileVisitOption.FOLLOW_LINKS)) {
                files.map(KeyringFolder::stateOf).forEach(lines);
            }
        }
    }

    /** A link counts as what it leads to, or as itself if that is nothing: if it matters, whoever reads it will say so. */
    private static String stateOf(Path path) {
        LinkOption[] options = Files.exists(path) ? new LinkOption[0] : new LinkOption[] {LinkOption.NOFOLLOW_LINKS};
        try {
            return path + " " + Files.readAttributes(path, "unix:ctime,mode,size,ino", options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
