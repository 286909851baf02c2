package dev.mailshell.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Sealed mail that no SMTP server has accepted yet. Each call is one transaction that is on disk when it returns. */
public interface Outbox {

    /**
     * Takes an entry for one attempt, so that no one else attempts it until {@code leaseUntil}.
     *
     * @param leaseUntil must be later than the attempt can take; a lease ends early when its process does
     * @return empty if it was accepted meanwhile, someone else holds it, or its next attempt is not due at {@code now}
     */
    Optional<OutboxEntry> take(long id, Instant now, Instant leaseUntil) throws LedgerFailure;

    /** Ids of entries whose next attempt is due at {@code now}, the oldest first. */
    List<Long> due(Instant now, int atMost) throws LedgerFailure;

    /**
     * An SMTP server has accepted the entry: its command is replied, the sealed mail is deleted. Nothing happens if the entry
     * is gone.
     */
    void accepted(long id) throws LedgerFailure;

    /** The attempt failed: the lease ends, the next attempt is due at {@code nextAttempt}. Nothing happens if the entry is gone. */
    void postpone(long id, Instant nextAttempt) throws LedgerFailure;

    /**
     * An SMTP server has refused the entry for good: {@code smaller} takes its place, keeps its id, is due at once and has no
     * attempts yet.
     *
     * @throws LedgerFailure if the entry is gone
     */
    OutboxEntry replace(long id, SealedMail smaller) throws LedgerFailure;

    /** Gives the entry up: its command counts as replied, though nobody accepted the mail. Nothing happens if it is gone. */
    void abandon(long id) throws LedgerFailure;
}
