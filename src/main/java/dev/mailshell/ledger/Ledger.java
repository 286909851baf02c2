package dev.mailshell.ledger;

import dev.mailshell.audit.AuditLog;
import dev.mailshell.model.CommandKey;
import dev.mailshell.model.Form;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Question;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The durable record of every authenticated command. Each call is one transaction that is on disk when it returns. Safe for
 * use by several threads.
 *
 * <p>A command goes {@code accepted -> running -> finished -> replied}; it is finished with any
 * {@link dev.mailshell.model.FinalStatus}, and may be finished without having run.
 */
public interface Ledger extends AutoCloseable {

    /**
     * Records the intent to act on a command, unless it is known already.
     *
     * @param question what its answer takes from its mail, also after a restart
     * @param receivedAt when its mail came, which may have waited since
     * @param acceptedAt now, from which {@link #acceptedSince} counts it
     * @param forgetAfter when the entry may be pruned; the caller refuses commands by age before that
     * @return whether it is new; false means that it must neither run nor be answered again
     */
    boolean accept(CommandKey key, Question question, Instant receivedAt, Instant acceptedAt, Instant forgetAfter)
            throws LedgerFailure;

    /** As above, of a mail that has not waited. */
    default boolean accept(CommandKey key, Question question, Instant receivedAt, Instant forgetAfter)
            throws LedgerFailure {
        return accept(key, question, receivedAt, receivedAt, forgetAfter);
    }

    /** As above, for the machine form; nothing else is known of the mail. */
    default boolean accept(CommandKey key, Instant receivedAt, Instant forgetAfter) throws LedgerFailure {
        return accept(key, Question.of(Form.MACHINE), receivedAt, forgetAfter);
    }

    /**
     * When this was opened for the first time after it was restored from a backup; empty if it never was. What was accepted between the backup
     * and then is not known here, and may have run.
     */
    Optional<Instant> restoredAt() throws LedgerFailure;

    /**
     * Records that the process is about to start. Must be committed before it does.
     *
     * @param command what the catalog calls it
     * @return false if it was cancelled before, and must not start; then nothing changes
     * @throws LedgerFailure if the command is in another state than accepted
     */
    boolean running(CommandKey key, String command, Instant startedAt) throws LedgerFailure;

    /**
     * Records that a command was called back, unless that was recorded before or it has ended. One that has not begun, or is not known yet,
     * will not {@linkplain #running start} from now on; who runs one has to end it.
     *
     * @param by who called it back
     * @param forgetAfter when that may be forgotten; the caller refuses the command by age before that
     * @return what was known of the command then
     */
    Optional<LedgerEntry> cancel(CommandKey key, IdentityName by, Instant forgetAfter) throws LedgerFailure;

    /** Who called a command back first, if anybody did. */
    Optional<IdentityName> cancelledBy(CommandKey key) throws LedgerFailure;

    /**
     * Records the final status and, in the same transaction, all parts of the sealed reply for the outbox.
     *
     * @param parts in their order; at least one
     * @return the outbox entry of the first part
     * @throws LedgerFailure if the command is unknown or was finished before
     */
    OutboxEntry finish(CommandKey key, Ending ending, List<SealedMail> parts) throws LedgerFailure;

    /** As above, for a reply in one part. */
    default OutboxEntry finish(CommandKey key, Ending ending, SealedMail reply) throws LedgerFailure {
        return finish(key, ending, List.of(reply));
    }

    /** The entry of a command, if it is known. */
    Optional<LedgerEntry> find(CommandKey key) throws LedgerFailure;

    /**
     * The commands whose id begins with {@code beginning}.
     *
     * @param signer whose they have to be; empty for anybody's
     * @param most how many to read at most
     */
    List<LedgerEntry> beginning(Optional<IdentityName> signer, String beginning, int most) throws LedgerFailure;

    /**
     * The commands that came last, the newest first; not those that were done without having run.
     *
     * @param signer whose they have to be; empty for anybody's
     * @param most how many to read at most
     */
    List<LedgerEntry> latest(Optional<IdentityName> signer, int most) throws LedgerFailure;

    /**
     * Commands that are accepted or running: after a start, those that an earlier process left behind. Not those that wait for
     * {@link #approvals()}.
     */
    List<LedgerEntry> unfinished() throws LedgerFailure;

    /**
     * How many commands of its signer were accepted at or after {@code since}, and none after {@code command}: of two that come at the same moment, the
     * first does not count the second. All of them, if {@code command} is not accepted.
     */
    int acceptedSince(CommandKey command, Instant since) throws LedgerFailure;

    /** How many times {@code command} of the catalog was started, for anybody, at or after {@code since}. */
    int startedSince(String command, Instant since) throws LedgerFailure;

    /**
     * Forgets replied commands, and cancellations, whose {@code forgetAfter} has passed.
     *
     * @return how many commands
     */
    int prune(Instant now) throws LedgerFailure;

    /**
     * Forgets a command that was left behind and cannot be answered, if its {@code forgetAfter} has passed.
     *
     * @return whether it did; false also for one that is finished
     */
    boolean giveUp(CommandKey key, Instant now) throws LedgerFailure;

    /** Sealed replies that wait for an SMTP server; the same store, so that {@link #finish} is one transaction. */
    Outbox outbox();

    /** Commands that wait for approvals; the same store. */
    Approvals approvals();

    /** The log of all that was decided and has changed; each change above is in it, in the same transaction. */
    AuditLog audit();

    @Override
    void close() throws LedgerFailure;
}
