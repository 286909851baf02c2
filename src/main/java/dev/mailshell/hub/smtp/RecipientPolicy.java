package dev.mailshell.hub.smtp;

import dev.mailshell.hub.user.Account;
import dev.mailshell.model.MailAddress;
import java.util.Optional;

/** Who may write to whom. An endpoint without one takes no mail. */
@FunctionalInterface
public interface RecipientPolicy {

    /**
     * Whether mail for {@code recipient} is taken.
     *
     * @param sender who has logged in; empty where nobody does
     */
    boolean accepts(Optional<Account> sender, MailAddress recipient);
}
