package dev.mailshell.ledger;

import dev.mailshell.model.MailAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The mail of all users of a hub, and what leaves it: each mail is stored once, encrypted as in a {@link Vault}, however many mailboxes it
 * is in. How the addresses of mailboxes are written, in lower case or not, makes no difference. Safe for use by several threads.
 */
public interface MailStore extends AutoCloseable {

    /**
     * Encrypts one mail and commits it with all of its deliveries at once: after a normal return neither a kill of the process nor a loss
     * of power takes any of them, and before it nobody sees one.
     *
     * @param trace lines that go before the mail, each with its CRLF; may be empty
     * @param mail is read to its end, and is not closed
     * @throws MailboxFull if a mailbox or the store has no room for it, or too much of its sender waits to leave; nothing is stored
     * @throws IOException if {@code mail} breaks off; nothing is stored
     * @throws LedgerFailure if the database fails; nothing is stored
     */
    StoredMail accept(String trace, InputStream mail, Recipients recipients) throws IOException;

    /**
     * What is in a mailbox, by the time at which it began to come: a long mail that comes slowly may be listed later, before one that is there
     * already. What cannot be read is listed as well, and so is what only seems to have come for it: that is found out when it is read.
     */
    List<MailboxEntry> list(MailAddress mailbox);

    /** How much is in a mailbox: no work that grows with it. */
    MailboxUsage usage(MailAddress mailbox);

    /** How much is in each mailbox that has mail, by address. */
    List<MailboxUsage> usages();

    /**
     * Decrypts a mail. What reaches {@code target} is proved to be its next piece; only after a normal return it is the whole.
     *
     * @param mailbox only what is in it can be read
     * @throws DamagedMail if the mail is not in that mailbox, or nothing proves that it came for it, or it is not what was stored
     * @throws IOException if {@code target} fails
     * @throws LedgerFailure if the database fails
     */
    void read(MailAddress mailbox, StoredMail mail, OutputStream target) throws IOException, DamagedMail;

    /** Takes mails out of one mailbox, all or none, durably; what is in no other mailbox and not on its way outside is deleted. */
    void remove(MailAddress mailbox, Collection<StoredMail> mails);

    /** Takes what came before {@code before} out of all mailboxes, but not out of the queue; how many deliveries that were. */
    int expire(Instant before);

    /**
     * One mailbox as the vault of the party whose it is: what comes for it is pending there, and {@code store} puts mail into it. A mail that
     * is set aside cannot be read: it stays in its mailboxes until it is removed or expires. {@code close} does nothing.
     */
    Vault vault(MailAddress mailbox);

    /**
     * Called after each commit, by the thread that made it, with the mailboxes that have new mail; must not block. What it throws goes to
     * the handler of uncaught exceptions: the mail is accepted.
     */
    void onArrival(Consumer<Arrival> listener);

    /** Called as {@link #onArrival}, when something waits to leave that did not before. */
    void onQueued(Runnable listener);

    /**
     * What waits to leave, the longest due first, at most {@code atMost}. Each is counted as tried, and is not due again before {@code until},
     * also if the process dies.
     */
    List<QueuedMail> take(int atMost, Instant until);

    /**
     * Decrypts what is on its way outside; as {@link #read}.
     *
     * @throws DamagedMail if it does not wait to leave, or nothing proves that it is to go to that recipient from that sender, or it is not what was stored
     */
    void read(QueuedMail mail, OutputStream target) throws IOException, DamagedMail;

    /** The mail server outside has it, or refused it for good: it leaves the queue. */
    void settled(QueuedMail mail);

    /** It could not be handed over and is due again at {@code next}. */
    void postpone(QueuedMail mail, Instant next);

    /** How many wait to leave, and since when the oldest does. */
    QueueUsage queue();

    /** Gives the space of what was removed back to the system. */
    void tidy();

    @Override
    void close();

    /**
     * One mail came into some mailboxes.
     *
     * @param mail its entry
     * @param mailboxes at least one
     */
    record Arrival(StoredMail mail, Collection<MailAddress> mailboxes) {}

    /** How many mails wait to leave, and since when the oldest does. */
    record QueueUsage(int mails, Optional<Instant> oldest) {}
}
