package dev.mailshell.ledger;

import dev.mailshell.model.MailAddress;
import java.time.Instant;
import java.util.Optional;

/**
 * How much is in a mailbox.
 *
 * @param mailbox whose
 * @param mails how many
 * @param bytes of all of them
 * @param oldest when the oldest came; empty if there is none
 */
public record MailboxUsage(MailAddress mailbox, int mails, long bytes, Optional<Instant> oldest) {

    /** With one more mail. */
    MailboxUsage with(long more) {
        return new MailboxUsage(mailbox, mails + 1, bytes + more, oldest);
    }
}
