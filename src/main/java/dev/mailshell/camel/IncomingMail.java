package dev.mailshell.camel;

import jakarta.mail.MessagingException;
import java.io.IOException;

/** A mail of a mailbox, about to be stored. */
interface IncomingMail {

    /**
     * Its bytes, as the mail server hands them over; the caller closes them.
     *
     * @throws RawMail.TooLarge if they are not to be read
     * @throws RawMail.Unreadable if the mail server refuses them
     * @throws MessagingException if the mail server does not answer
     */
    RawMail open() throws IOException, MessagingException;

    /** What the mailbox calls it as long as it is there (a UID or a UIDL). */
    String uid() throws MessagingException;

    /** The name of the folder that it is in. */
    String folder();

    /** Whether the mail server still answers: if not, it is no fault of this mail that it cannot be read. */
    boolean isConnected();

    /** It is stored: the mailbox need not show it any more once this look is over. */
    void stored();

    /** It cannot be read now, and will be tried again. */
    void postponed();

    /** It is not tried again. */
    void givenUp() throws IOException;
}
