package dev.mailshell.hub.pop3;

import dev.mailshell.ledger.MailStore.Arrival;
import dev.mailshell.model.MailAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The bells of the mailboxes that sessions listen to. Safe for use by several threads. */
final class Bells {

    private final ConcurrentMap<MailAddress, Bell> bells = new ConcurrentHashMap<>();

    /** The bell of a mailbox, until it is {@link #leave left}. */
    Bell listen(MailAddress mailbox) {
        return bells.compute(mailbox, (address, before) -> {
            Bell bell = before == null ? new Bell(address) : before;
            bell.listeners(1);
            return bell;
        });
    }

    void leave(Bell bell) {
        bells.compute(bell.mailbox, (address, same) -> bell.listeners(-1) == 0 ? null : same);
    }

    void ring(Arrival arrival) {
        for (MailAddress mailbox : arrival.mailboxes()) {
            Bell bell = bells.get(mailbox);
            if (bell != null) {
                bell.ring();
            }
        }
    }

    /** Ends all waits. */
    void end() {
        bells.values().forEach(Bell::end);
    }
}
