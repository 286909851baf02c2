package dev.mailshell.crypto.cms;

import dev.mailshell.crypto.KeyringFolder;
import dev.mailshell.crypto.Peers;
import dev.mailshell.crypto.TestHome;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

/** A home with X.509 keys. */
final class Home extends TestHome {

    Home(Path root, String name, Peers peers) throws IOException {
        super(root, name, peers);
    }

    Home own(String file, SmimeKeyPair pair) throws IOException {
        pair.writePrivateKey(identityFolder().resolve(file + ".key"));
        pair.writeCertificate(identityFolder().resolve(file + ".crt"));
        return this;
    }

    Home trust(String peer, String file, SmimeKeyPair pair) throws IOException {
        pair.writeCertificate(trustFolder(peer).resolve(file + ".crt"));
        return this;
    }

    Home revoke(String file, SmimeKeyPair pair) throws IOException {
        pair.writeCertificate(revokedFolder().resolve(file + ".crt"));
        return this;
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
}
