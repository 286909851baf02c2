package dev.mailshell.hub.pop3;

import dev.mailshell.ledger.LedgerFailure;
import dev.mailshell.ledger.MailStore;
import dev.mailshell.model.MailAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The maildrops of all users, each for one session at a time (RFC 1939 section 4). Safe for use by several threads. */
final class Maildrops {

    private final MailStore store;
    private final Bells bells;
    private final Set<MailAddress> taken = ConcurrentHashMap.newKeySet();

    Maildrops(MailStore store, Bells bells) {
        this.store = store;
        this.bells = bells;
    }

    /**
     * Opens the maildrop of a user.
     *
     * @throws NegativeAnswer if another session has it
     */
    Maildrop open(MailAddress mailbox) throws NegativeAnswer {
        if (!taken.add(mailbox)) {
            throw NegativeAnswer.of("[IN-USE] another session has this maildrop");
        }
        // Before the mail is counted: what comes in between is told of twice rather than not at all.
        Bell bell = bells.listen(mailbox);
        long heard = bell.count();
        try {
            return new Maildrop(store, mailbox, () -> taken.remove(mailbox), new Listening(bells, bell, heard));
        } catch (LedgerFailure e) {
            bells.leave(bell);
            taken.remove(mailbox);
            throw e;
        }
    }
}
