package dev.mailshell.doctor;

import jakarta.mail.MessagingException;
import java.util.List;

/** Whether the mailbox lets us in. */
record ImapLoginCheck(ImapVisit visit) implements Check {

    @Override
    public String name() {
        return "login";
    }

    @Override
    public List<Finding> look() throws MessagingException {
        visit.logIn();
        return List.of(Finding.ok(name(), visit.mailbox().user() + " is let in"));
    }
}
