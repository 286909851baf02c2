package dev.mailshell.hub.user;

import dev.mailshell.model.MailAddress;
import java.net.InetAddress;
import java.util.Optional;

/** Who has a mailbox at the hub. Safe for use by several threads; a change of the users counts at once. */
public interface Accounts {

    /**
     * Checks a password. That costs the same whether the user exists or not, and more than a moment's work, unless the same password was
     * right a short while ago.
     *
     * @param user as it was typed: an address
     * @param password not kept
     * @param from who asks: too many wrong passwords from there, or for that user, are answered by {@link Login.Later}
     */
    Login login(String user, String password, InetAddress from);

    /** The account of an address; in any case of its letters. */
    Optional<Account> find(MailAddress address);
}
