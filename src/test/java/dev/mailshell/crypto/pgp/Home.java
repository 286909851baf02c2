package dev.mailshell.crypto.pgp;

import dev.mailshell.crypto.Peers;
import dev.mailshell.crypto.TestHome;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

/** A home with OpenPGP keys. */
final class Home extends TestHome {

    Home(Path root, String name, Peers peers) throws IOException {
        super(root, name, peers);
    }

    Home own(String file, PgpKeyPair pair) throws IOException {
        pair.writePrivateKey(identityFolder().resolve(file + ".pgp.key"));
        return this;
    }

    Home trust(String peer, String file, PgpKeyPair pair) throws IOException {
        pair.writeCertificate(trustFolder(peer).resolve(file + ".asc"));
        return this;
    }

    Home revoke(String file, PgpKeyPair pair) throws IOException {
        pair.writeCertificate(revokedFolder().resolve(file + ".asc"));
        return this;
    }

    OpenPgpProtection protection(Clock clock) {
        return protection(clock, MAX_BYTES);
    }

    OpenPgpProtection protection(Clock clock, long maxBytes) {
        return protection(clock, maxBytes, Optional.empty());
    }

    OpenPgpProtection protection(Clock clock, long maxBytes, Optional<String> passphrase) {
        return new OpenPgpProtection(
                OpenPgpProtection.keyring(root, name, peers, passphrase), clock, new SecureRandom(), maxBytes);
    }
}
