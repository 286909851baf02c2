package dev.mailshell.camel;

import dev.mailshell.credential.CredentialFailure;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.util.MailConnectException;

/** Tells what an SMTP server refused for good from what is worth another attempt (RFC 5321 section 4.2.1). */
public final class SmtpTrouble {

    private SmtpTrouble() {}

    /** Whether an SMTP server has answered 5xx to the mail itself; a failed login or connection is not that, nor a limit of the account. */
    public static boolean isFinal(Throwable failure) {
        if (isThrottled(failure)) {
            return false;
        }
        for (Throwable cause = failure; cause != null; cause = next(cause)) {
            if (replyCode(cause) / 100 == 5) {
                return true;
            }
        }
        return false;
    }

    /** Whether an SMTP server has answered that the account sends too much; that may be 5xx, and is still no word about the mail. */
    static boolean isThrottled(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = next(cause)) {
            if (cause instanceof MessagingException
                    && cause.getMessage() != null
                    && Throttling.isIn(cause.getMessage())) {
                return true;
            }
        }
        return false;
    }

    /** Until when nothing is submitted, if that is what stands in the way. */
    static Optional<Instant> pausedUntil(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = next(cause)) {
            if (cause instanceof SendingPaused paused) {
                return Optional.of(paused.until());
            }
        }
        return Optional.empty();
    }

    /** Whether an SMTP server did not let us in: with a password that it does not take, or since it cannot tell now. */
    static boolean isRefusedLogin(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = next(cause)) {
            if (cause instanceof AuthenticationFailedException) {
                return true;
            }
        }
        return false;
    }

    /** Whether no SMTP server was asked, since we had no token, or no ticket, to show. */
    static boolean lacksCredential(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = next(cause)) {
            if (cause instanceof CredentialFailure) {
                return true;
            }
        }
        return false;
    }

    /** What the SMTP server, or the way to it, said; empty if it is not they who failed. */
    public static Optional<String> answer(Throwable failure) {
        Optional<String> answer = Optional.empty();
        // The last in the chain says most: the first says no more than that not all recipients were valid.
        for (Throwable cause = failure; cause != null; cause = next(cause)) {
            if (cause instanceof MailConnectException connect) {
                answer = Optional.of(noConnection(connect));
            } else if (cause instanceof MessagingException && cause.getMessage() != null) {
                answer = Optional.of(cause.getMessage().strip());
            }
        }
        return answer;
    }

    /** The words of the library tell how long it would have tried, and not what happened. */
    private static String noConnection(MailConnectException failure) {
        Exception cause = failure.getNextException();
        return "no connection to " + failure.getHost() + ":" + failure.getPort()
                + (cause == null ? "" : " (" + cause.getMessage() + ")");
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
