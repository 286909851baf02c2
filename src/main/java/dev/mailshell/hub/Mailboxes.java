package dev.mailshell.hub;

import dev.mailshell.hub.user.Account;
import dev.mailshell.hub.user.Accounts;
import dev.mailshell.model.MailAddress;
import java.util.Optional;

/** Which addresses have a mailbox at this hub: its users, and the Mail Shell server in its process. */
final class Mailboxes {

    private final MailAddress server;
    private final String host;
    private final Accounts accounts;

    /**
     * @param server the address of the server in this process; its domain is the hub's
     * @param host what the hub calls itself: a domain of its own
     */
    Mailboxes(MailAddress server, String host, Accounts accounts) {
        this.server = server.inLowerCase();
        this.host = host;
        this.accounts = accounts;
    }

    /** That of the server in this process. */
    MailAddress server() {
        return server;
    }

    /** The mailbox that mail for {@code address} goes into; empty if there is none here. */
    Optional<MailAddress> of(MailAddress address) {
        MailAddress mailbox = address.inLowerCase();
        return mailbox.equals(server)
                ? Optional.of(server)
                : accounts.find(mailbox).map(Account::address);
    }

    /** Whether it is of the hub's domain, where nobody else speaks for anybody. */
    boolean isOurs(String domain) {
        return domain.equalsIgnoreCase(server.domain()) || domain.equalsIgnoreCase(host);
    }

    boolean isOurs(MailAddress address) {
        return isOurs(address.domain());
    }
}
