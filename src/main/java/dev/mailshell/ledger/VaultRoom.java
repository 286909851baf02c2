package dev.mailshell.ledger;

import java.io.IOException;

/** How full a vault or a mail store is. */
final class VaultRoom {

    private final String name;
    private final VaultLimits limits;
    private int mails;
    private long bytes;

    /** @param name what a message calls it */
    VaultRoom(String name, VaultLimits limits, VaultRows.Total total) {
        this.name = name;
        this.limits = limits;
        this.mails = total.mails();
        this.bytes = total.bytes();
    }

    /** Lets one mail be written, whose size is not known yet; its place is free again if that fails. */
    StoredMail fill(Writing writing) throws IOException {
        takePlace();
        boolean stored = false;
        try {
            MailboxEntry entry = writing.write();
            take(entry.bytes());
            stored = true;
            return entry.mail();
        } finally {
            if (!stored) {
                leave(0);
            }
        }
    }

    private synchronized void takePlace() throws MailboxFull {
        if (mails >= limits.mails()) {
            throw new MailboxFull(
                    name + " is full (was " + mails + " mails, expected fewer than " + limits.mails() + ")");
        }
        if (bytes >= limits.bytes()) {
            throw new MailboxFull(
                    name + " is full (was " + bytes + " bytes, expected fewer than " + limits.bytes() + ")");
        }
        mails++;
    }

    private synchronized void take(long more) {
        bytes += more;
    }

    /** A mail of so many bytes was removed. */
    synchronized void leave(long freed) {
        mails--;
        bytes -= freed;
    }

    /** Writes one mail and commits it. */
    @FunctionalInterface
    interface Writing {
        MailboxEntry write() throws IOException;
    }
}
