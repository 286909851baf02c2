package dev.mailshell.doctor;

import java.util.List;
import java.util.Optional;

/** Whether the SMTP server takes mails as large as ours may be. */
record SmtpSizeCheck(SmtpVisit visit, long maxMail) implements Check {

    static final String HINT = "lower mailshell.max-mail to that at most: what is larger then goes in parts";

    @Override
    public String name() {
        return "size";
    }

    @Override
    public List<Finding> look() {
        Optional<Long> limit = visit.maxSize();
        String ours = "ours have up to " + new Bytes(maxMail) + " (mailshell.max-mail)";
        if (limit.isEmpty()) {
            return List.of(Finding.ok(name(), "it names no limit; " + ours));
        }
        String fact = "it takes mails of up to " + new Bytes(limit.get()) + "; " + ours;
        return List.of(limit.get() < maxMail ? Finding.fail(name(), fact, HINT) : Finding.ok(name(), fact));
    }
}
