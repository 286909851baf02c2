package dev.mailshell.camel;

import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.eclipse.angus.mail.imap.protocol.ListInfo;

/**
 * A folder that asks for the flags of many mails with one command, and marks none as read by itself: camel-mail would do both for each
 * mail, and each time wait for the mail server. {@link MovingAside} marks those of a whole look. The mail library makes it, by its name in
 * {@link MailSession}.
 */
public final class LookFolder extends IMAPFolder {

    private static final int FETCHED_AT_ONCE = 100;

    /** As the mail library calls it for a folder that is asked for by its name. */
    public LookFolder(String fullName, char separator, IMAPStore store, Boolean isNamespace) {
        super(fullName, separator, store, isNamespace);
    }

    /** As the mail library calls it for a folder that it found in a list. */
    public LookFolder(ListInfo found, IMAPStore store) {
        super(found, store);
    }

    @Override
    protected IMAPMessage newIMAPMessage(int number) {
        return new Mail(this, number);
    }

    /** No command is sent for what is known. */
    private void fetchFlagsFrom(int number) throws MessagingException {
        FetchProfile profile = new FetchProfile();
        profile.add(FetchProfile.Item.FLAGS);
        fetch(getMessages(number, Math.min(number + FETCHED_AT_ONCE - 1, getMessageCount())), profile);
    }

    private static final class Mail extends IMAPMessage {

        Mail(LookFolder folder, int number) {
            super(folder, number);
        }

        @Override
        public synchronized Flags getFlags() throws MessagingException {
            ((LookFolder) getFolder()).fetchFlagsFrom(getMessageNumber());
            return super.getFlags();
        }

        @Override
        public synchronized void setFlags(Flags flags, boolean set) throws MessagingException {
            if (!set || !flags.equals(new Flags(Flags.Flag.SEEN))) {
                super.setFlags(flags, set);
            }
        }
    }
}
