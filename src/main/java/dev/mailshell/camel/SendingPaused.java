package dev.mailshell.camel;

import jakarta.mail.MessagingException;
import java.time.Instant;

/** No mail server was asked, since nothing may be submitted now: the mail waits, and nothing is wrong with it. */
final class SendingPaused extends MessagingException {

    private static final long serialVersionUID = 1L;

    private final Cause cause;
    private final Instant until;

    /** What stands in the way. */
    enum Cause {
        LOGIN("the SMTP server refuses the login"),
        PROVIDER("the mail provider limits this account"),
        DAY("as many mails are sent as this account may send in a day"),
        MINUTE("as many mails are sent as this account may send in a minute");

        private final String fact;

        Cause(String fact) {
            this.fact = fact;
        }

        /** For everybody: it says nothing of the account. */
        @Override
        public String toString() {
            return fact;
        }
    }

    /**
     * @param detail in addition; may be empty
     * @param until not before then it is worth another attempt
     */
    SendingPaused(Cause cause, String detail, Instant until) {
        super(detail.isEmpty() ? cause.toString() : cause + ": " + detail);
        this.cause = cause;
        this.until = until;
    }

    Cause why() {
        return cause;
    }

    Instant until() {
        return until;
    }
}
