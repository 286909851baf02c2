package dev.mailshell.hub;

import dev.mailshell.hub.smtp.RecipientPolicy;
import dev.mailshell.hub.user.Account;
import dev.mailshell.model.MailAddress;
import java.util.Optional;

/** Whom a user may write to: everybody here; others only where a smart host takes it, and nobody who would be of our domain. */
final class SubmissionRecipients implements RecipientPolicy {

    private final Mailboxes mailboxes;
    private final boolean smartHost;

    /** @param smartHost whether there is one */
    SubmissionRecipients(Mailboxes mailboxes, boolean smartHost) {
        this.mailboxes = mailboxes;
        this.smartHost = smartHost;
    }

    @Override
    public boolean accepts(Optional<Account> sender, MailAddress recipient) {
        return sender.isPresent()
                && (mayLeave(recipient) || mailboxes.of(recipient).isPresent());
    }

    /** Whether there is a smart host that takes mail for {@code recipient}. */
    boolean mayLeave(MailAddress recipient) {
        return smartHost && !mailboxes.isOurs(recipient);
    }
}
