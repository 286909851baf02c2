package dev.mailshell.hub.pop3;

import dev.mailshell.ledger.LedgerFailure;
import dev.mailshell.ledger.MailStore;
import dev.mailshell.model.MailAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The maildrops of all users, each for one session at a time (RFC 1939 section 4). Safe for use by several threads. */
final class Maildrops {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final MailStore store;
    private final Bells bells;
    private final Set<MailAddress> taken = new HashSet<>();

    Maildrops(MailStore store, Bells bells) {
        this.store = store;
        this.bells = bells;
    }

    /**
     * Opens the maildrop of a user, as soon as no other session has it. Our own parties begin two at a time, one of which gives it up at once, to wait
     * for mail.
     *
     * @throws NegativeAnswer if another session keeps it
     */
    Maildrop open(MailAddress mailbox) throws NegativeAnswer {
        take(mailbox);
        // Before the mail is counted: what comes in between is told of twice rather than not at all.
        Bell bell = bells.listen(mailbox);
        long heard = bell.count();
        try {
            return new Maildrop(store, mailbox, () -> leave(mailbox), new Listening(bells, bell, heard));
        } catch (LedgerFailure e) {
            bells.leave(bell);
            leave(mailbox);
            throw e;
        }
    }

    private synchronized void take(MailAddress mailbox) throws NegativeAnswer {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!taken.add(mailbox)) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw inUse();
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw inUse();
            }
        }
    }

    private synchronized void leave(MailAddress mailbox) {
        taken.remove(mailbox);
        notifyAll();
    }

    private static NegativeAnswer inUse() {
        return NegativeAnswer.of("[IN-USE] another session has this maildrop");
    }
}
