package dev.mailshell.ledger;

import dev.mailshell.model.MailAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** One mailbox of a mail store as a vault. The store stays open when it is closed. */
final class MailboxVault implements Vault {

    private final SqliteMailStore store;
    private final MailAddress mailbox;

    MailboxVault(SqliteMailStore store, MailAddress mailbox) {
        this.store = store;
        this.mailbox = mailbox;
    }

    @Override
    public StoredMail store(InputStream mail, long atMost) throws IOException {
        return store.store(mailbox, mail, atMost);
    }

    @Override
    public void force() {
        store.force();
    }

    @Override
    public void read(StoredMail mail, OutputStream target) throws IOException, DamagedMail {
        store.read(mailbox, mail, target);
    }

    @Override
    public void remove(StoredMail mail) {
        store.removeLazily(mailbox, mail);
    }

    @Override
    public void setAside(StoredMail mail) {
        store.setAside(mail);
    }

    @Override
    public List<StoredMail> pending() {
        return store.pending(mailbox);
    }

    @Override
    public void tidy() {
        store.tidy();
    }

    @Override
    public void close() {
        // The store is that of all mailboxes: it is closed by who opened it.
    }
}
