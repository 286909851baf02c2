package dev.mailshell.ledger;

import dev.mailshell.model.MailAddress;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/** A look into stored mail, also while a server, a client or a hub works with it; nothing is changed. */
public interface MailInspection extends AutoCloseable {

    /**
     * What is stored, the newest first, at most {@code atMost}: in one mailbox, or all of it. A mail that is in several mailboxes comes once for
     * each, one that only waits to leave does not come. That it came for
     * that mailbox is proved only when it is {@linkplain #read(MailAddress, StoredMail, OutputStream) read} from there.
     */
    List<KeptMail> newest(Optional<MailAddress> mailbox, int atMost);

    /** The mail with this {@linkplain StoredMail#name() name}, wherever it is. */
    Optional<StoredMail> find(String name);

    /**
     * Decrypts a mail. What reaches {@code target} is proved to be its next piece; only after a normal return it is the whole.
     *
     * @throws DamagedMail if it is gone, or not what was stored
     * @throws IOException if {@code target} fails
     * @throws LedgerFailure if the database fails
     */
    void read(StoredMail mail, OutputStream target) throws IOException, DamagedMail;

    /**
     * As {@link #read}, from one mailbox of a mail store.
     *
     * @throws DamagedMail also if the mail is not in it, or nothing proves that it came for it
     */
    void read(MailAddress mailbox, StoredMail mail, OutputStream target) throws IOException, DamagedMail;

    /** How much is in each mailbox; none in a vault. */
    List<MailboxUsage> usages();

    /** What waits to leave; nothing in a vault. */
    MailStore.QueueUsage queue();

    @Override
    void close();
}
