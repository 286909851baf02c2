package dev.mailshell.ledger;

/**
 * How much a vault takes, so that strangers cannot fill the disk.
 *
 * @param mails that may be in it; at least 1
 * @param bytes that the mails in it may have; one more mail is taken as long as they have fewer; at least 1
 */
public record VaultLimits(int mails, long bytes) {

    /** Checks both. */
    public VaultLimits {
        if (mails < 1 || bytes < 1) {
            throw new IllegalArgumentException("both limits must be at least 1 (was " + mails + ", " + bytes + ")");
        }
    }
}
