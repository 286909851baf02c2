package dev.mailshell.camel;

import dev.mailshell.ledger.Vault;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.component.mail.MailBoxPostProcessAction;

/** Deletes the mails of one look from a maildrop once they are on disk. What is not deleted is met again, and recognised. */
final class DeletingStored implements MailBoxPostProcessAction {

    private final Vault vault;
    private final List<Message> stored = new ArrayList<>();

    DeletingStored(Vault vault) {
        this.vault = vault;
    }

    /** Notes that a mail is stored: it goes when this look is over. */
    synchronized void stored(Message mail) {
        stored.add(mail);
    }

    @Override
    public synchronized void process(Folder folder) throws MessagingException {
        List<Message> mails = List.copyOf(stored);
        stored.clear();
        Maildrop maildrop = (Maildrop) folder;
        if (!mails.isEmpty()) {
            vault.force();
        }
        for (Message mail : mails) {
            // Those of a look that broke may have the number of another mail now.
            if (maildrop.holds(mail)) {
                maildrop.delete(mail.getMessageNumber());
            }
        }
        maildrop.close(false);
    }
}
