package dev.mailshell.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Sealed mail that no SMTP server has accepted yet. Each call is one transaction that is on disk when it returns.
 *
 * <p>A reply may have several parts, each an entry of its own. They leave in their order: a later one can be taken, and is due,
 * only once all before it were accepted. Requests for approvals wait for nothing; with them, nothing becomes of their command but that
 * they leave.
 */
public interface Outbox {

    /**
     * Takes an entry for one attempt, so that no one else attempts it until {@code leaseUntil}.
     *
     * @param leaseUntil must be later than the attempt can take; a lease ends early when its process does
     * @return empty if it was accepted meanwhile, someone else holds it, its next attempt is not due at {@code now}, or an
     *     earlier part of the same reply was not accepted yet
     */
    Optional<OutboxEntry> take(long id, Instant now, Instant leaseUntil) throws LedgerFailure;

    /** Ids of entries whose next attempt is due at {@code now}, the oldest first. */
    List<Long> due(Instant now, int atMost) throws LedgerFailure;

    /** How much waits, due or not. */
    Waiting waiting() throws LedgerFailure;

    /**
     * How much waits.
     *
     * @param mails each part of a reply by itself
     * @param oldest since when the oldest does; empty if none waits
     */
    record Waiting(int mails, Optional<Instant> oldest) {}

    /**
     * An SMTP server has accepted the entry: the sealed mail is deleted and, if it was the last part of its reply, the command is
     * replied. Nothing happens if the entry is gone.
     *
     * @return the next part of the same reply; empty if there is none, or the entry is gone
     */
    Optional<OutboxEntry> accepted(long id) throws LedgerFailure;

    /** The attempt failed: the lease ends, the next attempt is due at {@code nextAttempt}. Nothing happens if the entry is gone. */
    void postpone(long id, Instant nextAttempt) throws LedgerFailure;

    /**
     * An SMTP server has refused the entry for good: {@code smaller} takes its place and that of all other parts of the same reply that
     * were not accepted yet. It keeps the id, is due at once and has no attempts yet.
     *
     * @throws LedgerFailure if the entry is gone
     */
    OutboxEntry replace(long id, SealedMail smaller) throws LedgerFailure;

    /** Gives the entry up, with all other parts of its reply: its command counts as replied, though nobody accepted the mail. Nothing happens if it is gone. */
    void abandon(long id) throws LedgerFailure;
}
