package dev.mailshell.doctor;

import jakarta.mail.MessagingException;
import java.util.List;

/** Whether the SMTP server lets us in. */
record SmtpLoginCheck(SmtpVisit visit, String user) implements Check {

    @Override
    public String name() {
        return "login";
    }

    @Override
    public List<Finding> look() throws MessagingException {
        visit.logIn();
        return List.of(Finding.ok(name(), user + " is let in"));
    }
}
