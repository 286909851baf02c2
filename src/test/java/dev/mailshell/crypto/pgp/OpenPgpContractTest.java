package dev.mailshell.crypto.pgp;

import dev.mailshell.crypto.MessageProtection;
import dev.mailshell.crypto.MessageProtectionContract;
import dev.mailshell.crypto.TestHome;
import dev.mailshell.model.Fingerprint;
import dev.mailshell.model.Identity;
import dev.mailshell.model.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

class OpenPgpContractTest extends MessageProtectionContract {

    private record PgpPair(PgpKeyPair keys) implements Pair {

        @Override
        public Fingerprint fingerprint() {
            return keys.fingerprint();
        }

        @Override
        public void writeOwn(Path folder, String name) throws IOException {
            keys.writePrivateKey(folder.resolve(name + ".pgp.key"));
        }

        @Override
        public void writePublic(Path folder, String name) throws IOException {
            keys.writeCertificate(folder.resolve(name + ".asc"));
        }
    }

    @Override
    protected Pair pair(Identity owner, Instant from, Instant until) {
        return new PgpPair(
                PgpKeyPair.generate(owner, from, Duration.between(from, until), Optional.empty(), new SecureRandom()));
    }

    @Override
    protected MessageProtection protection(TestHome home, Clock clock, long maxBytes) {
        return new OpenPgpProtection(
                OpenPgpProtection.keyring(home.root, home.name, home.peers, Optional.empty()),
                clock,
                new SecureRandom(),
                maxBytes);
    }

    @Override
    protected Reason malformed() {
        return Reason.PGP_MALFORMED;
    }
}
