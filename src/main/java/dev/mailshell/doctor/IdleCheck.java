package dev.mailshell.doctor;

import dev.mailshell.config.Push;
import jakarta.mail.MessagingException;
import java.util.List;

/** Whether the mailbox tells of new mail by itself (RFC 2177). */
record IdleCheck(ImapVisit visit) implements Check {

    @Override
    public String name() {
        return "idle";
    }

    @Override
    public List<Finding> look() throws MessagingException {
        boolean offered = visit.offers("IDLE");
        String poll = visit.mailbox().poll().toMillis() + " ms";
        if (visit.mailbox().push() == Push.OFF) {
            return List.of(Finding.ok(
                    name(),
                    (offered ? "offered, but" : "not offered, and") + " not used: a look every " + poll
                            + " (mailshell.imap.push=off)"));
        }
        return List.of(
                offered
                        ? Finding.ok(name(), "offered: the mail server tells of new mail")
                        : Finding.warn(
                                name(),
                                "not offered: a look every " + poll + " instead",
                                "see that mailshell.imap.poll is as often as the mail server may be asked"));
    }
}
