package dev.mailshell.ledger;

import dev.mailshell.model.CommandKey;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Vote;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Commands that wait for approvals. Each call is one transaction that is on disk when it returns. Safe for use by several threads.
 *
 * <p>A command that waits is accepted, and it is not {@linkplain Ledger#unfinished() unfinished}. {@link Ledger#cancel} decides it, and {@link Ledger#finish} ends its wait
 * like anything else of it, and takes back the requests that no SMTP server has accepted yet.
 */
public interface Approvals {

    /**
     * From now on an accepted command waits, unless it was called back before; in the same transaction, the requests come into the outbox.
     *
     * @param approvers who may vote
     * @param requests the mail to each of them; one who gets none may vote if somebody shows him the request
     * @throws LedgerFailure if the command is not accepted, or waits or has waited already
     */
    Asked ask(
            Approval approval,
            Set<IdentityName> approvers,
            Map<IdentityName, SealedMail> requests,
            ApprovalBounds bounds)
            throws LedgerFailure;

    /**
     * Counts a vote and, in the same transaction, records that the command that brings it runs.
     *
     * @param key of that command, which is accepted; its signer is who votes
     */
    Counted vote(CommandKey key, Vote vote, Instant now) throws LedgerFailure;

    /**
     * What to do with a mail of a command that is known already. A command that was approved goes on with the mail that it waits in, once:
     * {@link ApprovalState#RESUMED}. {@link ApprovalState#WAITING} if it waits in this mail. Empty if the mail is only a copy, or
     * the command has ended or never waited.
     */
    Optional<ApprovalState> meet(CommandKey key, StoredMail mail) throws LedgerFailure;

    /**
     * The commands whose wait is over at {@code now} and that have neither gone on nor ended; those that waited for too long are
     * expired from now on.
     */
    List<CommandKey> decided(Instant now) throws LedgerFailure;

    /** Whether an accepted command waits in this mail, or has waited in it and has not begun yet. */
    boolean isAwaited(StoredMail mail) throws LedgerFailure;

    /** The command, if it waits or has waited. */
    Optional<ApprovalEntry> find(CommandKey key) throws LedgerFailure;
}
