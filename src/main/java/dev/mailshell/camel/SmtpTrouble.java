package dev.mailshell.camel;

import jakarta.mail.MessagingException;
import org.apache.camel.Exchange;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/** Tells what an SMTP server refused for good from what is worth another attempt (RFC 5321 section 4.2.1). */
public final class SmtpTrouble {

    SmtpTrouble() {}

    /** Whether the failure that the exchange carries is worth another attempt. */
    public boolean isTemporary(Exchange exchange) {
        return !isFinal(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class));
    }

    /** Whether an SMTP server has answered 5xx to the mail itself; a failed login or connection is not that. */
    static boolean isFinal(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = next(cause)) {
            if (replyCode(cause) / 100 == 5) {
                return true;
            }
        }
        return false;
    }

    private static Throwable next(Throwable failure) {
        Exception chained = failure instanceof MessagingException mail ? mail.getNextException() : null;
        return chained != null ? chained : failure.getCause();
    }

    private static int replyCode(Throwable failure) {
        if (failure instanceof SMTPAddressFailedException address) {
            return address.getReturnCode();
        }
        if (failure instanceof SMTPSenderFailedException sender) {
            return sender.getReturnCode();
        }
        return failure instanceof SMTPSendFailedException send ? send.getReturnCode() : 0;
    }
}
