package dev.mailshell.crypto;

import dev.mailshell.mime.Content;
import dev.mailshell.mime.WorkFolder;
import dev.mailshell.model.Fingerprint;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.MessageFormat;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * A protection that is made for its first message, or by {@link #prepare()}. Its cryptographic library is large and signed: what is
 * loaded of it is verified, and a start that waits for that takes a third longer. Safe for use by several threads.
 */
public final class DeferredProtection implements MessageProtection {

    private final Supplier<? extends MessageProtection> maker;
    private MessageProtection made;

    /** @param maker called once */
    public DeferredProtection(Supplier<? extends MessageProtection> maker) {
        this.maker = maker;
    }

    /** Makes it now, so that the first message does not wait for it. */
    public void prepare() {
        protection();
    }

    @Override
    public void seal(Content entity, IdentityName recipient, OutputStream target) throws ProtectionFailure {
        protection().seal(entity, recipient, target);
    }

    @Override
    public OpenedMessage open(Path mail, WorkFolder work) throws ProtectionFailure {
        return protection().open(mail, work);
    }

    @Override
    public boolean canSealFor(IdentityName recipient) {
        return protection().canSealFor(recipient);
    }

    @Override
    public boolean trusts(IdentityName signer, Fingerprint key) {
        return protection().trusts(signer, key);
    }

    @Override
    public List<KeyLifetime> lifetimes(IdentityName owner) {
        return protection().lifetimes(owner);
    }

    @Override
    public MessageProtection answering(MessageFormat format) {
        return protection().answering(format);
    }

    private synchronized MessageProtection protection() {
        if (made == null) {
            made = maker.get();
        }
        return made;
    }
}
