package dev.mailshell.camel;

import jakarta.mail.MessagingException;

/** Somebody else is logged in, as RFC 1939 lets only one be; it passes. */
final class MaildropInUse extends MessagingException {

    private static final long serialVersionUID = 1L;

    MaildropInUse(Exception cause) {
        super("another session has it (" + cause.getMessage() + ")", cause);
    }
}
