package dev.mailshell.crypto.cms;

import dev.mailshell.crypto.KeyringFolder;
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
import java.time.Instant;
import java.util.Optional;

class SmimeContractTest extends MessageProtectionContract {

    private record SmimePair(SmimeKeyPair keys) implements Pair {

        @Override
        public Fingerprint fingerprint() {
            return keys.fingerprint();
        }

        @Override
        public void writeOwn(Path folder, String name) throws IOException {
            keys.writePrivateKey(folder.resolve(name + ".key"));
            keys.writeCertificate(folder.resolve(name + ".crt"));
        }

        @Override
        public void writePublic(Path folder, String name) throws IOException {
            keys.writeCertificate(folder.resolve(name + ".crt"));
        }
    }

    @Override
    protected Pair pair(Identity owner, Instant from, Instant until) {
        return new SmimePair(SmimeKeyPair.generate(KeyAlgorithm.EC, owner, from, until, new SecureRandom()));
    }

    @Override
    protected MessageProtection protection(TestHome home, Clock clock, long maxBytes) {
        return new SmimeProtection(
                new KeyringFolder(home.root, home.name, home.peers, Optional.empty()),
                clock,
                new SecureRandom(),
                maxBytes);
    }

    @Override
    protected Reason malformed() {
        return Reason.CMS_MALFORMED;
    }
}
