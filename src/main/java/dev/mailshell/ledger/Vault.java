package dev.mailshell.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * Raw received mail, encrypted, from the moment it leaves the mailbox until it has been worked on. Safe for use by several
 * threads.
 */
public interface Vault extends AutoCloseable {

    /**
     * Encrypts one mail and commits it: a kill of the process does not undo that, and a loss of power not after the next {@link #force}.
     *
     * @param mail is read no further than one byte beyond {@code atMost}, and is not closed
     * @param atMost bytes; what is beyond is not stored, and the entry says so
     * @return the entry; its id is not given twice
     * @throws IOException if {@code mail} breaks off or the vault is full; then nothing is stored, and the mail should stay
     *     where it is
     * @throws LedgerFailure if the database fails; nothing is stored then either
     */
    StoredMail store(InputStream mail, long atMost) throws IOException;

    /** From now on, a loss of power undoes nothing that was done before. */
    void force();

    /**
     * Decrypts an entry. What reaches {@code target} is proved to be the next piece of this mail; only after a normal return it is
     * the whole.
     *
     * @param target is not closed
     * @throws DamagedMail if the entry is gone, or not what was stored
     * @throws IOException if {@code target} fails
     * @throws LedgerFailure if the database fails
     */
    void read(StoredMail mail, OutputStream target) throws IOException, DamagedMail;

    /**
     * Deletes an entry that has been worked on; nothing happens if it is gone. A loss of power may undo that, so that the mail is met
     * again; a kill of the process does not.
     */
    void remove(StoredMail mail);

    /** Keeps an entry that cannot be read for who looks into it; it is pending no more. */
    void setAside(StoredMail mail);

    /** The entries that are neither removed nor set aside, the oldest first. */
    List<StoredMail> pending();

    /** Gives the space of what was removed back to the system. */
    void tidy();

    @Override
    void close();
}
