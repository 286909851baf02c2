package dev.mailshell.doctor;

import dev.mailshell.config.SendingLimits;
import java.util.List;

/** How many mails will be sent: each command is one, and each answer. */
record SendingLimitCheck(SendingLimits limits) implements Check {

    @Override
    public String name() {
        return "limit";
    }

    @Override
    public List<Finding> look() {
        return List.of(Finding.ok(
                name(),
                limits.inWords()
                        .map(some -> "at most " + some + " are sent (mailshell.smtp.per-day, per-minute)")
                        .orElse("as many mails are sent as this mail server takes")));
    }
}
