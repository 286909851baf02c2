package dev.mailshell.crypto;

import dev.mailshell.model.IdentityName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The keyring of a home, read anew when its folders have changed. Safe for use by several threads. */
public final class KeyringFolder implements Supplier<Keyring> {

    private static final List<String> FOLDERS = List.of("identity", "trust", "revoked");

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
        for (String folder : FOLDERS) {
            Path root = home.resolve(folder);
            if (Files.isDirectory(root)) {
                try (Stream<Path> files = Files.walk(root)) {
                    files.map(KeyringFolder::stateOf).forEach(lines);
                }
            }
        }
        return lines.build().sorted().toList();
    }

    private static String stateOf(Path path) {
        try {
            return path + " " + Files.readAttributes(path, "unix:ctime,mode,size,ino");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
