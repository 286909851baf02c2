package dev.mailshell.crypto;

import dev.mailshell.model.IdentityName;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/** The X.509 keyring of a home, read anew when its folders have changed. Safe for use by several threads. */
public final class KeyringFolder implements Supplier<Keyring> {

    private final WatchedKeys<Keyring> keys;

    /**
     * The keyring of {@code self}, whose home is {@code home}; nothing is read before {@link #get()}.
     *
     * @param decryption for private keys that are encrypted; empty if no passphrase is set
     */
    public KeyringFolder(
            Path home, IdentityName self, Peers peers, Optional<? extends PrivateKeyDecryption> decryption) {
        PrivateKeyReader privateKeys = new PrivateKeyReader(decryption);
        this.keys = new WatchedKeys<>(home, self, peers, folders -> new KeyringReader(folders, privateKeys).read());
    }

    /**
     * The keyring as the folders are now.
     *
     * @throws KeyringFailure if they are not as they must be; an earlier reading is not used instead, since what changed may be a
     *     revocation
     */
    @Override
    public Keyring get() {
        return keys.get();
    }
}
