package dev.mailshell.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Raw received mail, still sealed, from the moment it leaves the mailbox until it has been worked on. Safe for use by
 * several threads.
 */
public interface Spool {

    /**
     * Writes one mail and forces it to disk, with its directory entry.
     *
     * @param mail is read no further than one byte beyond {@code atMost}, and is not closed
     * @param atMost bytes; what is beyond is not stored, and the entry says so
     * @return the entry; its name is not given twice
     * @throws IOException also if the spool is full; then nothing is stored, and the mail should stay where it is
     */
    SpooledMail store(InputStream mail, long atMost) throws IOException;

    /** Deletes an entry that has been worked on; nothing happens if it is gone. */
    void remove(SpooledMail mail) throws IOException;

    /** The entries that have not been removed, the oldest first. */
    List<SpooledMail> pending() throws IOException;
}
