package dev.mailshell.doctor;

import jakarta.mail.MessagingException;
import java.util.List;

/** Whether a mail server lets us in. */
record LoginCheck(String user, Login login) implements Check {

    /** Begins a visit to a mail server. */
    @FunctionalInterface
    interface Login {
        void attempt() throws MessagingException;
    }

    @Override
    public String name() {
        return "login";
    }

    @Override
    public List<Finding> look() throws MessagingException {
        login.attempt();
        return List.of(Finding.ok(name(), user + " is let in"));
    }
}
