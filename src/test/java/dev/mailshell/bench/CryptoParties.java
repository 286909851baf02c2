package dev.mailshell.bench;

import dev.mailshell.crypto.KeyringFolder;
import dev.mailshell.crypto.MessageProtection;
import dev.mailshell.crypto.Peers;
import dev.mailshell.crypto.cms.SmimeProtection;
import dev.mailshell.crypto.pgp.OpenPgpProtection;
import dev.mailshell.model.IdentityName;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

/** Who seals and who opens, on the homes in {@code directory}. */
record CryptoParties(Path directory) {

    private static final long MAX_BYTES = 400_000_000;

    MessageProtection alice(CryptoFormat format) {
        return protection(format, "alice", Peers.SERVERS);
    }

    MessageProtection web1(CryptoFormat format) {
        return protection(format, "web1", Peers.CLIENTS);
    }

    private MessageProtection protection(CryptoFormat format, String name, Peers peers) {
        Path home = directory.resolve(format.keys()).resolve(name);
        IdentityName self = new IdentityName(name);
        Clock clock = Clock.systemUTC();
        SecureRandom random = new SecureRandom();
        return format == CryptoFormat.OPENPGP
                ? new OpenPgpProtection(
                        OpenPgpProtection.keyring(home, self, peers, Optional.empty()), clock, random, MAX_BYTES)
                : new SmimeProtection(new KeyringFolder(home, self, peers, Optional.empty()), clock, random, MAX_BYTES);
    }
}
