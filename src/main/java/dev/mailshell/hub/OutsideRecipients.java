package dev.mailshell.hub;

import dev.mailshell.hub.smtp.RecipientPolicy;
import dev.mailshell.hub.user.Account;
import dev.mailshell.model.MailAddress;
import java.util.Optional;

/** Whom anybody may write to: who has a mailbox here, and nobody else. */
final class OutsideRecipients implements RecipientPolicy {

    private final Mailboxes mailboxes;

    OutsideRecipients(Mailboxes mailboxes) {
        this.mailboxes = mailboxes;
    }

    @Override
    public boolean accepts(Optional<Account> sender, MailAddress recipient) {
        return mailboxes.of(recipient).isPresent();
    }
}
