package dev.mailshell.camel;

import jakarta.mail.MessagingException;

/** A mail of a mailbox, about to be stored. */
interface IncomingMail {

    /**
     * Its bytes, as the mail server hands them over; the caller closes them.
     *
     * @throws MessagingException if the mail server does not begin to
     */
    RawMail open() throws MessagingException;

    /** What the mailbox calls it as long as it is there (a UID or a UIDL). */
    String uid() throws MessagingException;

    /** The name of the folder that it is in. */
    String folder();

    /** Whether the mail server still answers: if not, it is no fault of this mail that it cannot be read. */
    boolean isConnected();

    /** It is stored, or given up: the mailbox need not show it any more once this look is over. */
    void stored();
}
