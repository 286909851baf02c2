package dev.mailshell.crypto.pgp;

import dev.mailshell.crypto.KeyLifetime;
import dev.mailshell.crypto.KeyringFailure;
import dev.mailshell.crypto.MessageProtection;
import dev.mailshell.crypto.OpenedMessage;
import dev.mailshell.crypto.Peers;
import dev.mailshell.crypto.ProtectionFailure;
import dev.mailshell.crypto.WatchedKeys;
import dev.mailshell.crypto.WorkFiles;
import dev.mailshell.mime.Content;
import dev.mailshell.mime.MimeFailure;
import dev.mailshell.mime.WorkFolder;
import dev.mailshell.model.Fingerprint;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPPublicKey;

/**
 * OpenPGP in mail (RFC 3156): AES-256 with an integrity check; RSA of at least 3072 bits, or Ed25519 and Curve25519 in keys of version 4;
 * SHA-256 or better. Writes sign and encrypt combined; reads that, a signature nested in what is encrypted, and armor in the text of a
 * mail.
 */
public final class OpenPgpProtection implements MessageProtection {

    private final Supplier<PgpKeyring> keyring;
    private final Clock clock;
    private final SecureRandom random;
    private final long maxBytes;
    private final boolean signedOnly;

    /**
     * Protects with the keys of {@code keyring}.
     *
     * @param keyring asked once for each message
     * @param clock by which keys are valid or not
     * @param maxBytes the largest mail that {@link #open} reads
     */
    public OpenPgpProtection(Supplier<PgpKeyring> keyring, Clock clock, SecureRandom random, long maxBytes) {
        this(keyring, clock, random, maxBytes, false);
    }

    /**
     * As above.
     *
     * @param signedOnly whether to open what is signed and not encrypted too; it is marked as such
     */
    public OpenPgpProtection(
            Supplier<PgpKeyring> keyring, Clock clock, SecureRandom random, long maxBytes, boolean signedOnly) {
        this.keyring = keyring;
        this.clock = clock;
        this.random = random;
        this.maxBytes = maxBytes;
        this.signedOnly = signedOnly;
    }

    /**
     * The keys of {@code self}, whose home is {@code home}; read anew when its folders have changed.
     *
     * @param passphrase of the private keys; empty if none is set
     */
    public static WatchedKeys<PgpKeyring> keyring(
            Path home, IdentityName self, Peers peers, Optional<String> passphrase) {
        return new WatchedKeys<>(home, self, peers, folders -> new PgpKeyringReader(folders, passphrase).read());
    }

    @Override
    public void seal(Content entity, IdentityName recipient, OutputStream target) throws ProtectionFailure {
        PgpKeyring keys = keys();
        Instant now = clock.instant();
        PGPKeyPair own = keys.signingKey(now).orElseThrow(() -> noUsableKey("we have", keys.self()));
        PGPPublicKey theirs =
                keys.encryptionKey(recipient, now).orElseThrow(() -> noUsableKey("the trust folder has", recipient));
        try {
            new Sealing(random).seal(entity, own, now, theirs, target);
        } catch (IOException | PGPException | RuntimeException e) {
            throw new ProtectionFailure(Reason.INTERNAL, "the message cannot be sealed for " + recipient, e);
        }
    }

    private static ProtectionFailure noUsableKey(String whose, IdentityName name) {
        return new ProtectionFailure(
                Reason.KEY_EXPIRED,
                whose + " no OpenPGP key of " + name
                        + " that is valid now, not revoked, and RSA of at least 3072 bits or Ed25519 and Curve25519");
    }

    @Override
    public OpenedMessage open(Path mail, WorkFolder work) throws ProtectionFailure {
        PgpKeyring keys = keys();
        try (WorkFiles files = new WorkFiles(work)) {
            return new Opening(keys, clock.instant(), maxBytes, files, signedOnly).open(mail);
        } catch (MimeFailure e) {
            throw new ProtectionFailure(e.reason(), e.getMessage(), e);
        } catch (IOException e) {
            throw new ProtectionFailure(Reason.INTERNAL, "a file of the mail cannot be read or written", e);
        }
    }

    @Override
    public boolean canSealFor(IdentityName recipient) {
        PgpKeyring keys = keyring.get();
        Instant now = clock.instant();
        return keys.signingKey(now).isPresent()
                && keys.encryptionKey(recipient, now).isPresent();
    }

    @Override
    public boolean trusts(IdentityName signer, Fingerprint key) {
        return keyring.get().trusted().stream()
                .anyMatch(trusted -> trusted.owner().equals(signer)
                        && trusted.fingerprint().equals(key)
                        && trusted.isUsable(clock.instant()));
    }

    @Override
    public List<KeyLifetime> lifetimes(IdentityName owner) {
        return keyring.get().lifetimes(owner, clock.instant());
    }

    private PgpKeyring keys() throws ProtectionFailure {
        try {
            return keyring.get();
        } catch (KeyringFailure e) {
            throw new ProtectionFailure(Reason.INTERNAL, e.getMessage(), e);
        }
    }
}
