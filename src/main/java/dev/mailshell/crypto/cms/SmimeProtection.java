package dev.mailshell.crypto.cms;

import dev.mailshell.crypto.KeyLifetime;
import dev.mailshell.crypto.Keyring;
import dev.mailshell.crypto.KeyringFailure;
import dev.mailshell.crypto.MessageProtection;
import dev.mailshell.crypto.OpenedMessage;
import dev.mailshell.crypto.OwnKey;
import dev.mailshell.crypto.ProtectionFailure;
import dev.mailshell.crypto.TrustedKey;
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
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;

/**
 * S/MIME 4.0 (RFC 8551) with AuthEnvelopedData (RFC 5083): AES-256-GCM; RSA-3072 with OAEP and PSS, or P-256 with ECDH and ECDSA;
 * SHA-256. Nothing else is written or, but for longer digests and keys of RSA, accepted.
 */
public final class SmimeProtection implements MessageProtection {

    // Its own, not registered: another part of the process must not change what these algorithms are.
    private final Provider provider = new BouncyCastleProvider();
    private final Supplier<Keyring> keyring;
    private final Clock clock;
    private final SecureRandom random;
    private final long maxBytes;

    /**
     * Protects with the keys of {@code keyring}.
     *
     * @param keyring asked once for each message
     * @param clock by which keys are valid or not
     * @param maxBytes the largest mail that {@link #open} reads
     */
    public SmimeProtection(Supplier<Keyring> keyring, Clock clock, SecureRandom random, long maxBytes) {
        this.keyring = keyring;
        this.clock = clock;
        this.random = random;
        this.maxBytes = maxBytes;
    }

    @Override
    public void seal(Content entity, IdentityName recipient, OutputStream target) throws ProtectionFailure {
        Keyring keys = keys();
        Instant now = clock.instant();
        OwnKey own = keys.signingKey(now, AllowedAlgorithms::allowsKey)
                .orElseThrow(() -> noUsableKey("we have", keys.self()));
        TrustedKey theirs = keys.encryptionKey(recipient, now, AllowedAlgorithms::allowsKey)
                .orElseThrow(() -> noUsableKey("the trust folder has", recipient));
        try {
            new Sealing(provider, random).seal(entity, own, now, theirs.certificate(), target);
        } catch (IOException | CMSException | GeneralSecurityException | OperatorCreationException e) {
            throw new ProtectionFailure(Reason.INTERNAL, "the message cannot be sealed for " + recipient, e);
        }
    }

    private static ProtectionFailure noUsableKey(String whose, IdentityName name) {
        return new ProtectionFailure(
                Reason.KEY_EXPIRED,
                whose + " no certificate of " + name
                        + " that is valid now, not revoked, and RSA of at least 3072 bits or on P-256");
    }

    @Override
    public OpenedMessage open(Path mail, WorkFolder work) throws ProtectionFailure {
        Keyring keys = keys();
        try (WorkFiles files = new WorkFiles(work)) {
            return new Opening(provider, keys, clock.instant(), maxBytes, files).open(mail);
        } catch (MimeFailure e) {
            throw new ProtectionFailure(e.reason(), e.getMessage(), e);
        } catch (IOException e) {
            throw new ProtectionFailure(Reason.INTERNAL, "a file of the mail cannot be read or written", e);
        }
    }

    @Override
    public boolean canSealFor(IdentityName recipient) {
        Keyring keys = keyring.get();
        Instant now = clock.instant();
        return keys.signingKey(now, AllowedAlgorithms::allowsKey).isPresent()
                && keys.encryptionKey(recipient, now, AllowedAlgorithms::allowsKey)
                        .isPresent();
    }

    @Override
    public boolean trusts(IdentityName signer, Fingerprint key) {
        return keyring.get()
                .trustedKey(key)
                .filter(trusted -> trusted.owner().equals(signer) && trusted.validAt(clock.instant()))
                .isPresent();
    }

    @Override
    public List<KeyLifetime> lifetimes(IdentityName owner) {
        return keyring.get().lifetimes(owner);
    }

    private Keyring keys() throws ProtectionFailure {
        try {
            return keyring.get();
        } catch (KeyringFailure e) {
            throw new ProtectionFailure(Reason.INTERNAL, e.getMessage(), e);
        }
    }
}
