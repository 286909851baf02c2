package dev.mailshell.ledger;

import java.io.IOException;

/** How full a vault is. */
final class VaultRoom {

    private final VaultLimits limits;
    private int mails;
    private long bytes;

    VaultRoom(VaultLimits limits, int mails, long bytes) {
        this.limits = limits;
        this.mails = mails;
        this.bytes = bytes;
    }

    /** Takes the place of one mail, whose size is not known yet. */
    synchronized void takePlace() throws IOException {
        if (mails >= limits.mails()) {
            throw new IOException(
                    "the vault is full (was " + mails + " mails, expected fewer than " + limits.mails() + ")");
        }
        if (bytes >= limits.bytes()) {
            throw new IOException(
                    "the vault is full (was " + bytes + " bytes, expected fewer than " + limits.bytes() + ")");
        }
        mails++;
    }

    synchronized void take(long more) {
        bytes += more;
    }

    synchronized void leave(long freed) {
        mails--;
        bytes -= freed;
    }
}
