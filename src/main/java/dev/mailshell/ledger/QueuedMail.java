package dev.mailshell.ledger;

import dev.mailshell.model.MailAddress;
import java.time.Instant;
import java.util.Optional;

/**
 * One mail on its way to one recipient outside.
 *
 * @param mail its entry
 * @param bytes how long it is, with its trace
 * @param sender the envelope's sender; empty for a bounce
 * @param recipient whom it is for
 * @param attempts how often it was taken from the queue before
 */
public record QueuedMail(
        StoredMail mail, long bytes, Optional<MailAddress> sender, MailAddress recipient, int attempts) {

    /** What has to be proved of it before it leaves. */
    Place.Queue place() {
        return new Place.Queue(sender, recipient);
    }

    /** Since when it waits. */
    public Instant since() {
        return mail.arrival();
    }
}
