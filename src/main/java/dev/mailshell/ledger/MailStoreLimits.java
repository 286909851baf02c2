package dev.mailshell.ledger;

import dev.mailshell.model.MailAddress;
import java.util.function.ToLongFunction;

/**
 * How much a mail store takes, so that neither strangers nor its users can fill the disk.
 *
 * @param whole for all mail that is stored, each once, with what waits to leave
 * @param mails that may be in one mailbox; at least 1
 * @param quota the bytes that may be in a mailbox; what is in it already stays when this becomes less
 */
public record MailStoreLimits(VaultLimits whole, int mails, ToLongFunction<MailAddress> quota) {

    /** So many recipients of one sender may wait; a person writes to fewer, and each is another attempt. */
    private static final int WAITING = 1_000;

    /** Checks the number. */
    public MailStoreLimits {
        if (mails < 1) {
            throw new IllegalArgumentException("a mailbox must hold at least 1 mail (was " + mails + ")");
        }
    }

    /** @throws MailboxFull if that much of one sender may not wait to leave: more recipients than a person writes to, or more than a mailbox holds */
    void checkWaiting(MailboxUsage usage) throws MailboxFull {
        long most = quota.applyAsLong(usage.mailbox());
        if (usage.mails() > WAITING || usage.bytes() > most) {
            throw new MailboxFull("too much mail of " + usage.mailbox() + " waits to leave (was " + usage.mails()
                    + " recipients, " + usage.bytes() + " bytes, expected at most " + WAITING + ", " + most + ")");
        }
    }

    /** @throws MailboxFull if that much may not be in a mailbox */
    void check(MailboxUsage usage) throws MailboxFull {
        if (usage.mails() > mails) {
            throw new MailboxFull("the mailbox " + usage.mailbox() + " is full (was " + (usage.mails() - 1)
                    + " mails, expected fewer than " + mails + ")");
        }
        long most = quota.applyAsLong(usage.mailbox());
        if (usage.bytes() > most) {
            throw new MailboxFull("the mailbox " + usage.mailbox() + " has no room for the mail (was " + usage.bytes()
                    + " bytes with it, expected at most " + most + ")");
        }
    }
}
