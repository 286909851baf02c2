package dev.mailshell.camel;

import jakarta.mail.MessagingException;
import jakarta.mail.UIDFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;

/** A mail in a folder that is open. */
record ImapMail(IMAPMessage mail, MovingAside aside) implements IncomingMail {

    @Override
    public RawMail open() throws MessagingException {
        return RawMail.of(mail);
    }

    @Override
    public String uid() throws MessagingException {
        // In another folder, the same number is of another mail.
        return folder() + " " + ((UIDFolder) mail.getFolder()).getUID(mail);
    }

    @Override
    public String folder() {
        return mail.getFolder().getFullName();
    }

    @Override
    public boolean isConnected() {
        return mail.getFolder().isOpen();
    }

    @Override
    public void stored() {
        aside.stored(mail);
    }

    @Override
    public void postponed() {
        // It keeps none of those behind it.
    }

    /** It goes aside as if it were stored. */
    @Override
    public void givenUp() {
        aside.stored(mail);
    }
}
