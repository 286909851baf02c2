package dev.mailshell.crypto;

import dev.mailshell.mime.Content;
import dev.mailshell.mime.MediaType;
import dev.mailshell.mime.MimeEntity;
import dev.mailshell.mime.MimeFailure;
import dev.mailshell.mime.WorkFolder;
import dev.mailshell.model.Fingerprint;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.MessageFormat;
import dev.mailshell.model.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * S/MIME and OpenPGP side by side. Opens a mail by its outer content types, which decide nothing else; seals with S/MIME for whoever has
 * a certificate, and with OpenPGP for others. Safe for use by several threads.
 */
public final class BothFormats implements MessageProtection {

    private final MessageProtection smime;
    private final MessageProtection openPgp;

    /** Protects with the one or the other. */
    public BothFormats(MessageProtection smime, MessageProtection openPgp) {
        this.smime = smime;
        this.openPgp = openPgp;
    }

    @Override
    public void seal(Content entity, IdentityName recipient, OutputStream target) throws ProtectionFailure {
        boolean onlyOpenPgp;
        try {
            onlyOpenPgp = !smime.canSealFor(recipient) && openPgp.canSealFor(recipient);
        } catch (KeyringFailure e) {
            throw new ProtectionFailure(Reason.INTERNAL, e.getMessage(), e);
        }
        (onlyOpenPgp ? openPgp : smime).seal(entity, recipient, target);
    }

    @Override
    public OpenedMessage open(Path mail, WorkFolder work) throws ProtectionFailure {
        return (isOpenPgp(mail) ? openPgp : smime).open(mail, work);
    }

    /** What is neither is left to S/MIME, which refuses it. */
    private static boolean isOpenPgp(Path mail) throws ProtectionFailure {
        try {
            MimeEntity whole = MimeEntity.read(mail);
            MediaType type = whole.mediaType();
            if (type.is("multipart/encrypted") || type.is("text/plain") || SealedPart.isPgpSigned(type)) {
                return true;
            }
            return SealedPart.in(whole)
                    .filter(part -> part.format() == MessageFormat.OPENPGP)
                    .isPresent();
        } catch (MimeFailure e) {
            throw new ProtectionFailure(e.reason(), e.getMessage(), e);
        } catch (IOException e) {
            throw new ProtectionFailure(Reason.INTERNAL, "the mail cannot be read", e);
        }
    }

    @Override
    public boolean canSealFor(IdentityName recipient) {
        return smime.canSealFor(recipient) || openPgp.canSealFor(recipient);
    }

    @Override
    public boolean trusts(IdentityName signer, Fingerprint key) {
        return answering(key.format()).trusts(signer, key);
    }

    @Override
    public List<KeyLifetime> lifetimes(IdentityName owner) {
        return Stream.of(smime, openPgp)
                .flatMap(format -> format.lifetimes(owner).stream())
                .toList();
    }

    @Override
    public MessageProtection answering(MessageFormat format) {
        return format == MessageFormat.OPENPGP ? openPgp : smime;
    }
}
