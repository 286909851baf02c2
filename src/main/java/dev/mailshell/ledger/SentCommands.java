package dev.mailshell.ledger;

import dev.mailshell.model.IdentityName;
import dev.mailshell.model.TreeHead;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The client's side: which commands went to which server, and which of them were answered. Each call is one transaction that
 * is on disk when it returns. Safe for use by several threads and processes.
 */
public interface SentCommands extends AutoCloseable {

    /**
     * Records that {@code id} is about to be sent to {@code server}; nothing happens if that is known.
     *
     * @param asked what the command asks to be proved of the server's audit log
     */
    void sending(UUID id, IdentityName server, Instant at, List<TreeHead> asked) throws LedgerFailure;

    /** What {@code id} asked {@code server} to prove of its audit log; empty if it was not sent there yet. */
    Optional<List<TreeHead>> asked(UUID id, IdentityName server) throws LedgerFailure;

    /** When {@code id} was first about to be sent to any server; empty if it was to none. */
    Optional<Instant> firstSending(UUID id) throws LedgerFailure;

    /** Records that an SMTP server has accepted {@code id} for {@code server}; nothing happens if that is known, or nothing was to be sent. */
    void submitted(UUID id, IdentityName server, Instant at) throws LedgerFailure;

    /** Records that an SMTP server has accepted the parts of {@code id} for {@code server} up to {@code part}; nothing happens if nothing was to be sent. */
    void partSubmitted(UUID id, IdentityName server, int part) throws LedgerFailure;

    /** Up to which part an SMTP server has accepted {@code id} for {@code server}; 0 for none. */
    int partsSubmitted(UUID id, IdentityName server) throws LedgerFailure;

    /** The servers for which an SMTP server has accepted {@code id}. */
    Set<IdentityName> submittedTo(UUID id) throws LedgerFailure;

    /** Whether {@code server} was sent {@code id} and has not answered yet. */
    boolean awaits(UUID id, IdentityName server) throws LedgerFailure;

    /** How many servers {@code id} was sent to. */
    int servers(UUID id) throws LedgerFailure;

    /** Records that the reply is stored; nothing happens if that is known, or nothing was sent. */
    void answered(UUID id, IdentityName server, Instant at) throws LedgerFailure;

    /**
     * Forgets what was sent before {@code sentBefore}, answered or not: a reply that comes later is refused.
     *
     * @return how many
     */
    int prune(Instant sentBefore) throws LedgerFailure;

    @Override
    void close() throws LedgerFailure;
}
